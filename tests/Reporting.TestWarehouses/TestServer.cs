using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;
using Xunit.Abstractions;

namespace Reporting.TestWarehouses;

/// <summary>The test server, given as a connection string in REPORTING_TEST_SQLSERVER. Tests that need a server are skipped without it.</summary>
public static class TestServer
{
    public const string Variable = "REPORTING_TEST_SQLSERVER";

    public static readonly string? ConnectionString = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public static readonly string? WhySkipped = ConnectionString is null ? $"Needs a server that speaks T-SQL: set {Variable} to its connection string." : null;

    /// <summary>
    /// Long enough for a busy machine. Some compatible engines occasionally lose a cancellation, and the driver then waits for its acknowledgement until
    /// this timeout, so it is not longer.
    /// </summary>
    public const int CommandTimeoutSeconds = 60;

    /// <summary>Shell commands that kill and restart the server, for tests that need it. The server must not have other users.</summary>
    public static readonly string? StopCommand = Environment.GetEnvironmentVariable("REPORTING_TEST_SQLSERVER_STOP");

    public static readonly string? StartCommand = Environment.GetEnvironmentVariable("REPORTING_TEST_SQLSERVER_START");

    public static readonly string? WhyNotKilled = WhySkipped
        ?? (StopCommand is null || StartCommand is null ? "Needs a server that may be killed: set REPORTING_TEST_SQLSERVER_STOP and _START to commands that do it." : null);

    /// <summary>True when tests on the engine are skipped and their fixtures have nothing to create.</summary>
    public static bool Lacks(WarehouseProvider engine) => engine == WarehouseProvider.SqlServer && WhySkipped is not null;

    internal static string? WhySkippedIn(ITestMethod test) =>
        test.TestClass.Class.GetCustomAttributes(typeof(OnServerAttribute).AssemblyQualifiedName).Any() ? WhySkipped : null;
}
