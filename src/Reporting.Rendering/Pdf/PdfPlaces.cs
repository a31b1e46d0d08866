using System.Diagnostics;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Limits and times the PDFs that are made at once, with any engine. Long ones take at most half of the places: each of them needs several times the memory of a
/// brief one. Problem: <c>pdf-busy</c>.
/// </summary>
internal sealed class PdfPlaces(PdfOptions pdf) : IDisposable
{
    /// <summary>The rows of tables and lists from which a report is long: about 40 pages.</summary>
    private const int LongRows = 250;

    private readonly WorkLane _lane = new(pdf.MaxConcurrent, pdf.MaxWaiting, TimeSpan.FromSeconds(pdf.WaitSeconds), PdfProblems.Busy);
    private readonly WorkLane _longLane = new(Math.Max(1, pdf.MaxConcurrent / 2), pdf.MaxWaiting, TimeSpan.FromSeconds(pdf.WaitSeconds), PdfProblems.Busy);

    public async Task<Outcome<RenderedFile>> RunAsync(ReportDocument document, RenderContext context, Func<Task<Outcome<RenderedFile>>> make, CancellationToken cancel)
    {
        var (timed, begun, outcome) = (PdfMetrics.Begin(), Stopwatch.GetTimestamp(), "failed");
        try
        {
            var made = await (document.Provenance.Rows < LongRows ? InLaneAsync() : _longLane.RunAsync(InLaneAsync, WaitLeft(), cancel));
            outcome = Instruments.OutcomeOf(made.Problem);
            return made;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            timed.End(outcome);
        }

        Task<Outcome<RenderedFile>> InLaneAsync() => _lane.RunAsync(make, WaitLeft(), cancel);

        // A reader waits for WaitSeconds, in both lanes together. Jobs and mails wait until they have a place.
        TimeSpan WaitLeft() => context.IsInBackground
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(Math.Max(0, pdf.WaitSeconds - Stopwatch.GetElapsedTime(begun).TotalSeconds));
    }

    public void Dispose()
    {
        _lane.Dispose();
        _longLane.Dispose();
    }
}
