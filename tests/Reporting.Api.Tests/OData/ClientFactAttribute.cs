using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OData;

/// <summary>A test that runs an npm client. It is skipped with a reason if the packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : EngineFactAttribute
{
    public ClientFactAttribute()
    {
        if (!ExternalPrograms.IsInstalled("node") || !Directory.Exists(RepositoryRoot.File("tests", "odata-clients", "node_modules")))
        {
            Skip = "Needs node and the packages of tests/odata-clients: install Node.js with npm, then run 'make test' or 'npm ci' there.";
        }
    }
}
