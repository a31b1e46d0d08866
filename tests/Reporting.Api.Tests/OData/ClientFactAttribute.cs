using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OData;

/// <summary>A test that runs an npm client. It is skipped with a reason if the packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : EngineFactAttribute
{
    /// <param name="folder">The folder of the packages in tests.</param>
    public ClientFactAttribute(string folder = "odata-clients")
    {
        if (!ExternalPrograms.IsInstalled("node") || !Directory.Exists(RepositoryRoot.File("tests", folder, "node_modules")))
        {
            Skip = $"Needs node and the packages of tests/{folder}: install Node.js with npm, then run 'make test' or 'npm ci' there.";
        }
    }
}
