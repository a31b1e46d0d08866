using Reporting.Warehouse.Problems;

namespace Reporting.Api.HealthChecks;

/// <summary>How a part of the service is.</summary>
public enum HealthState
{
    Well,

    /// <summary>The service works, but a setting or a part needs attention.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Failed,
}

/// <summary>One named check of a part of the service. The command line and the page of administrators run the same checks.</summary>
internal interface IHealthCheck
{
    /// <summary>Runs the check. Exceptions count as failures.</summary>
    Task<HealthFinding> RunAsync(CancellationToken cancellationToken);
}

/// <summary>The result of a check.</summary>
/// <param name="Remedy">The command or setting that fixes it; null for a part without faults.</param>
internal sealed record HealthFinding(HealthState State, string Detail, string? Remedy = null)
{
    public static HealthFinding Well(string detail) => new(HealthState.Well, detail);

    public static HealthFinding Warning(string detail, string remedy) => new(HealthState.Warning, detail, remedy);

    public static HealthFinding Failed(string detail, string remedy) => new(HealthState.Failed, detail, remedy);

    public static HealthFinding Failed(Problem problem) => new(HealthState.Failed, problem.Message, problem.Hint);
}
