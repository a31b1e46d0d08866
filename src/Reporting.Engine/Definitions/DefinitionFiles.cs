using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Engine.Definitions;

/// <summary>Reads the files of definitions together: the model, the reports and the access rules, which name what the model has.</summary>
/// <param name="folder">The folder <c>reports</c>.</param>
/// <param name="access">The access file.</param>
public sealed class DefinitionFiles(string folder, string access)
{
    /// <summary>The error is a <see cref="Warehouse.Definitions.DefinitionException"/> with file, line and hint.</summary>
    public DefinitionSet Read()
    {
        var model = ModelReader.Read(Path.Combine(folder, "model", "engagements.yml"));
        return new DefinitionSet(model, new AccessRulesReader(model).Read(access), ReportCatalog.Read(folder, new ReportDefinitionReader(model)));
    }
}

/// <summary>Definitions that fit each other.</summary>
public sealed record DefinitionSet(SemanticModel Model, AccessRules Rules, ReportCatalog Reports);
