namespace Reporting.TestWarehouses;

/// <summary>The server of the tests, a connection string in REPORTING_TEST_SQLSERVER; tests that need it are skipped without.</summary>
public static class TestServer
{
    public const string Variable = "REPORTING_TEST_SQLSERVER";

    public static readonly string? ConnectionString = Environment.GetEnvironmentVariable(Variable);

    public static readonly string? WhySkipped = ConnectionString is null ? $"Needs a server that speaks T-SQL: set {Variable} to its connection string." : null;
}
