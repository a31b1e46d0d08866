using System.Reflection;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Caching;

/// <summary>A hash of all that shapes a response beside the data: the model, the reports, the access rules and the program.</summary>
public sealed record DefinitionsVersion(string Hash)
{
    /// <param name="program">The program's assemblies. Each build has its own module id.</param>
    public static DefinitionsVersion Of(SemanticModel model, ReportCatalog catalog, AccessRules rules, IEnumerable<Assembly> program)
    {
        var parts = program.Select(a => a.ManifestModule.ModuleVersionId.ToString())
            .Append(model.Hash)
            .Append(rules.Hash)
            .Concat(catalog.Definitions.Select(d => d.Id + d.Hash));
        return new DefinitionsVersion(Sha256.Of(string.Join('\n', parts))[..32]);
    }
}
