using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Delivery.Exports;

/// <summary>Durations of attempts to make the file of an export job.</summary>
internal static class ExportMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.export.duration", "Attempts to make the file of an export job.");

    /// <summary>Ends when it is disposed.</summary>
    public static IDisposable Begin() => new Attempt();

    private sealed class Attempt : IDisposable
    {
        private readonly long _begun = Stopwatch.GetTimestamp();
        private readonly Activity? _span = Instruments.Source.StartActivity("export");

        public void Dispose()
        {
            Duration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds);
            _span?.Dispose();
        }
    }
}
