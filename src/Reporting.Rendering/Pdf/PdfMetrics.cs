using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Rendering.Pdf;

/// <summary>Durations of PDFs with their waiting, and repeated prints.</summary>
internal static class PdfMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.pdf.duration", "PDFs, with the time in which they wait for a place.");
    private static readonly Counter<long> Retries = Instruments.Meter.CreateCounter<long>("reporting.pdf.retries", "{print}", "Prints that were repeated with a new browser.");

    public static TimedWork Begin() => new(Duration, "pdf");

    public static void CountRetry() => Retries.Add(1);
}
