using System.Reflection;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Caching;

/// <summary>A hash of all that shapes a response other than the data: the model, the reports, the access rules and the program.</summary>
public sealed record DefinitionsVersion(string Hash)
{
    /// <param name="program">The program's assemblies. Each build has its own module id.</param>
    /// <param name="hashes">Those of the model, the access rules and the reports.</param>
    public static DefinitionsVersion Of(IEnumerable<Assembly> program, IEnumerable<string> hashes) =>
        new(Sha256.Of(string.Join('\n', program.Select(a => a.ManifestModule.ModuleVersionId.ToString()).Concat(hashes)))[..32]);
}
