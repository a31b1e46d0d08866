using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Faults;

/// <summary>A test that kills the server. It is skipped with a reason if that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KillableServerFactAttribute : FactAttribute
{
    public KillableServerFactAttribute() => Skip = TestServer.WhyNotKilled;
}
