using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Faults;

/// <summary>A test that kills the server; skipped, with the reason, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KillableServerFactAttribute : FactAttribute
{
    public KillableServerFactAttribute() => Skip = TestServer.WhyNotKilled;
}
