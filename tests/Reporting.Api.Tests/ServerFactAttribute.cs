using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>A test on the server of REPORTING_TEST_SQLSERVER; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = TestServer.WhySkipped;
}
