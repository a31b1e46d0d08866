using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Engine.Sql;

/// <summary>Durations of single statements that count, with the reading of their rows.</summary>
internal static class StatementMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.statement.duration", "Statements that count, with the reading of their rows.");

    /// <summary>Ends when it is disposed.</summary>
    public static Statement Begin() => new(Stopwatch.GetTimestamp());

    internal readonly struct Statement(long begun) : IDisposable
    {
        public void Dispose() => Duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }
}
