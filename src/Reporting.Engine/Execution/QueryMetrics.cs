using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Engine.Execution;

/// <summary>Durations of queries in the database, without waiting for a place in their lane.</summary>
internal static class QueryMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.query.duration", "Queries in the database, by what is read.");

    public static TimedWork Begin() => new(Duration, "query");

    public static KeyValuePair<string, object?> KindOf(string kind) => new("kind", kind);
}
