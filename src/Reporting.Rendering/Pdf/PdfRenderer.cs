using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Prints the HTML page with Chromium: tagged, with an outline, packed where qpdf is there. Needs Chromium on the machine and is otherwise the
/// problem <c>pdf-engine-missing</c>; <c>pdf-timeout</c> and <c>pdf-engine-failed</c> are the others.
/// </summary>
public sealed class PdfRenderer(ChromiumBrowser chromium, Qpdf qpdf, IOptions<PdfOptions> options, IConfiguration configuration) : IReportRenderer, IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrent);

    public string Format => "pdf";

    public string ContentType => "application/pdf";

    public string Extension => ".pdf";

    public async Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        var settings = options.Value;
        if (ChromiumLocator.Find(settings.ChromiumPath) is not { } executable)
        {
            return PdfProblems.Missing(settings.ChromiumPath);
        }

        await _places.WaitAsync(cancel);
        try
        {
            var markup = await ReportMarkup.OfAsync(document, ReportLinks.OfFiles(configuration[ReportLinks.Setting]), settings.Paper);
            var pdf = await PrintWithRetryAsync(executable, markup, document, cancel);
            PdfDates.Set(pdf, document.Provenance.DataAsOf);
            pdf = settings.Pack ? await qpdf.PackAsync(pdf, cancel) : pdf;
            return new RenderedFile(document.FileName + Extension, ContentType, pdf);
        }
        catch (TimeoutException)
        {
            return PdfProblems.Timeout(settings.TimeoutSeconds);
        }
        catch (Exception e) when (e is PlaywrightException or Win32Exception)
        {
            return PdfProblems.Failed(e.Message.Split('\n')[0]);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>A browser that died in between is started anew, once.</summary>
    private async Task<byte[]> PrintWithRetryAsync(string executable, string markup, ReportDocument document, CancellationToken cancel)
    {
        try
        {
            return await PrintAsync(executable, markup, document, cancel);
        }
        catch (PlaywrightException)
        {
            cancel.ThrowIfCancellationRequested();
            chromium.CountRetry();
            return await PrintAsync(executable, markup, document, cancel);
        }
    }

    private async Task<byte[]> PrintAsync(string executable, string markup, ReportDocument document, CancellationToken cancel)
    {
        var seconds = options.Value.TimeoutSeconds;
        var browser = await chromium.GetAsync(executable, seconds, options.Value.Sandbox, cancel);
        using var counted = chromium.CountPage();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, Offline = true, UserAgent = "Reporting" });
        context.SetDefaultTimeout(seconds * 1000);

        // The page needs nothing from anywhere: whatever it would ask for, it does not get.
        await context.RouteAsync("**/*", route => route.AbortAsync());
        var page = await context.NewPageAsync();
        await page.SetContentAsync(markup, new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
        return await page.PdfAsync(PrintSetUp.Of(document)).WaitAsync(TimeSpan.FromSeconds(seconds), cancel);
    }
}
