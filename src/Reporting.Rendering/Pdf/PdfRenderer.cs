using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Prints the HTML page with Chromium: tagged, with an outline, and compressed if qpdf is installed. Problems: <c>pdf-engine-missing</c> without
/// Chromium, <c>pdf-busy</c>, <c>pdf-timeout</c> and <c>pdf-engine-failed</c>.
/// </summary>
public sealed class PdfRenderer(ChromiumBrowser chromium, Qpdf qpdf, IOptions<PdfOptions> pdf, IConfiguration configuration) : IReportRenderer, IDisposable
{
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(10);

    // Percent of a file that are done when its page, and its print, are ready.
    private const int LaidOut = 30;
    private const int Printed = 85;

    private readonly PdfPlaces _places = new(pdf.Value);

    public string Format => "pdf";

    public string ContentType => "application/pdf";

    public string Extension => ".pdf";

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel) => RenderAsync(document, RenderContext.Usual, cancel);

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, RenderContext context, CancellationToken cancel) =>
        _places.RunAsync(document, context, () => MakeAsync(document, context, cancel), cancel);

    private async Task<Outcome<RenderedFile>> MakeAsync(ReportDocument document, RenderContext context, CancellationToken cancel)
    {
        var settings = pdf.Value;
        if (ChromiumLocator.Find(settings.ChromiumPath) is not { } executable)
        {
            return PdfProblems.Missing(settings.ChromiumPath);
        }

        try
        {
            var markup = await ReportMarkup.OfAsync(document, ReportLinks.OfFiles(configuration[ReportLinks.Setting]), settings.Paper);
            var limit = PdfLimit.Of(markup, settings, context.IsInBackground);
            try
            {
                context.Progress?.Report(LaidOut);
                var file = await PrintWithRetryAsync(executable, markup, document, limit, cancel);
                context.Progress?.Report(Printed);
                PdfDates.Set(file, document.Provenance.DataAsOf);
                file = PdfAccessibility.Add(file, document);
                file = settings.Pack ? await qpdf.PackAsync(file, limit, cancel) : file;
                return new RenderedFile(document.FileName + Extension, ContentType, file);
            }
            catch (TimeoutException)
            {
                return PdfProblems.Timeout(limit, context.IsInBackground);
            }
        }
        catch (Exception e) when (e is PlaywrightException or Win32Exception)
        {
            return PdfProblems.Failed(e.Message.Split('\n')[0]);
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Repeats the print once with a new browser if the first one died or hung.</summary>
    private async Task<byte[]> PrintWithRetryAsync(string executable, string markup, ReportDocument document, TimeSpan limit, CancellationToken cancel)
    {
        try
        {
            return await PrintAsync(executable, markup, document, limit, cancel);
        }
        catch (PlaywrightException)
        {
            cancel.ThrowIfCancellationRequested();
            chromium.CountRetry();
            PdfMetrics.CountRetry();
            return await PrintAsync(executable, markup, document, limit, cancel);
        }
    }

    // One time limit covers everything, a browser that has to be started or waited for included.
    private async Task<byte[]> PrintAsync(string executable, string markup, ReportDocument document, TimeSpan limit, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        try
        {
            return await PrintInTimeAsync(executable, markup, document, limit, late.Token);
        }
        catch (OperationCanceledException ended) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException("The PDF was not ready in time.", ended);
        }
    }

    // A browser that does not respond is given up before the limit.
    private async Task<byte[]> PrintInTimeAsync(string executable, string markup, ReportDocument document, TimeSpan limit, CancellationToken late)
    {
        var rented = await chromium.RentAsync(executable, pdf.Value, late);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(late);
        var (isSilent, isPrinted) = (false, false);
        chromium.Reached?.Invoke(PrintStep.OpeningContext);
        var opening = rented.Browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, Offline = true, UserAgent = "Reporting" });
        try
        {
            var printing = PrintAsync(opening, markup, document, limit);
            var silent = rented.UntilSilentAsync(() => chromium.Patience, done.Token);
            isSilent = await Task.WhenAny(printing, silent).WaitAsync(late) == silent && !late.IsCancellationRequested;
            late.ThrowIfCancellationRequested();
            var file = isSilent ? throw new PlaywrightException("Chromium does not answer.") : await printing;
            isPrinted = true;
            return file;
        }
        finally
        {
            await done.CancelAsync();
            if (isPrinted)
            {
                chromium.Reached?.Invoke(PrintStep.Closing);
            }

            // The print is complete. If its page does not close, the file is still returned, but the browser is replaced.
            await chromium.GiveBackAsync(rented, isBroken: isSilent || !await IsClosedAsync(opening));
        }
    }

    private async Task<byte[]> PrintAsync(Task<IBrowserContext> opening, string markup, ReportDocument document, TimeSpan limit)
    {
        var context = await opening;
        context.SetDefaultTimeout((float)limit.TotalMilliseconds);

        // The page is self-contained, so all requests are blocked.
        await context.RouteAsync("**/*", route => route.AbortAsync());
        chromium.Reached?.Invoke(PrintStep.OpeningPage);
        var page = await context.NewPageAsync();
        chromium.Reached?.Invoke(PrintStep.SettingContent);
        await page.SetContentAsync(markup, new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
        chromium.Reached?.Invoke(PrintStep.Printing);
        return await page.PdfAsync(PrintSetUp.Of(document));
    }

    // Also true when the browser has ended with all its pages.
    private static async Task<bool> IsClosedAsync(Task<IBrowserContext> opening)
    {
        try
        {
            var context = await opening.WaitAsync(ClosingLimit);
            await context.CloseAsync().WaitAsync(ClosingLimit);
            return true;
        }
        catch (PlaywrightException)
        {
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
