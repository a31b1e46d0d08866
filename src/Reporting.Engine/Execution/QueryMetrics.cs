using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Engine.Execution;

/// <summary>Durations of queries in the database, without waiting for a place in their lane.</summary>
internal static class QueryMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.query.duration", "Queries in the database, by what is read.");

    private static readonly HashSet<string> Kinds = new(["table", "list", "one", "members", "codes", "changes", "cells", "data", "completeness"], StringComparer.Ordinal);

    public static TimedWork Begin() => new(Duration, "query");

    // A query of the feed has its whole shape as its kind. The shape holds texts of filters, which no label may show.
    public static KeyValuePair<string, object?> KindOf(string kind) => new("kind", Kinds.Contains(kind) ? kind : "feed");
}
