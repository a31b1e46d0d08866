using Reporting.Engine.Execution;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Rendering.Pdf;

/// <summary>Limits and times the PDFs that are made at once, with any engine. Problem: <c>pdf-busy</c>.</summary>
internal sealed class PdfPlaces(PdfOptions pdf) : IDisposable
{
    private readonly WorkLane _lane = new(pdf.MaxConcurrent, pdf.MaxWaiting, TimeSpan.FromSeconds(pdf.WaitSeconds), PdfProblems.Busy);

    public async Task<Outcome<RenderedFile>> RunAsync(RenderContext context, Func<Task<Outcome<RenderedFile>>> make, CancellationToken cancel)
    {
        var (timed, outcome) = (PdfMetrics.Begin(), "failed");
        try
        {
            var made = await WaitAndMakeAsync(context, make, cancel);
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
    }

    public void Dispose() => _lane.Dispose();

    // A reader does not wait for long. Jobs and mails wait until they have a place.
    private async Task<Outcome<RenderedFile>> WaitAndMakeAsync(RenderContext context, Func<Task<Outcome<RenderedFile>>> make, CancellationToken cancel)
    {
        if (!(await (context.IsInBackground ? _lane.EnterWithoutLimitAsync(cancel) : _lane.EnterAsync(cancel))).IsValue(out var place, out var problem))
        {
            return problem;
        }

        using (place)
        {
            return await make();
        }
    }
}
