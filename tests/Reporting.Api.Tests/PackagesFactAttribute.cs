using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>A test that runs npm packages of a folder in tests. It is skipped with a reason if they or the programs are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesFactAttribute : EngineFactAttribute
{
    /// <param name="folder">The folder of the packages in tests.</param>
    /// <param name="programs">Programs beside node.</param>
    public PackagesFactAttribute(string folder, params string[] programs) => Skip = Missing(folder, programs);

    /// <summary>Null when all are installed.</summary>
    public static string? Missing(string folder, params string[] programs)
    {
        string[] needed = ["node", .. programs];
        return needed.All(ExternalPrograms.IsInstalled) && Directory.Exists(RepositoryRoot.File("tests", folder, "node_modules"))
            ? null
            : $"Needs {string.Join(", ", needed)} and the packages of tests/{folder}: install the programs and npm, then run 'make test' or 'npm ci' there.";
    }
}
