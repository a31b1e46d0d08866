namespace Reporting.TestWarehouses;

/// <summary>The size of a run: usual ('make test'), deep ('make test-deep') or of faults ('make test-faults').</summary>
public static class TestRun
{
    /// <summary>True with REPORTING_DEEP=1: random queries, files and pages in full numbers. The usual run takes seeded samples.</summary>
    public static readonly bool IsDeep = IsOn("REPORTING_DEEP");

    /// <summary>True with REPORTING_FAULTS=1: killed processes, hostile requests and broken relays at full length.</summary>
    public static readonly bool IsFaults = IsOn("REPORTING_FAULTS");

    public static readonly bool IsDeepOrFaults = IsDeep || IsFaults;

    /// <summary>The seed of REPORTING_SEED, which repeats a failed run; null without it.</summary>
    public static readonly int? Seed = int.TryParse(Environment.GetEnvironmentVariable("REPORTING_SEED"), out var seed) ? seed : null;

    private static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable) == "1";
}
