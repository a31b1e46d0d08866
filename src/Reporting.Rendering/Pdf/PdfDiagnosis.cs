using System.ComponentModel;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Pdf;

/// <summary>Finds out whether PDF can be printed here: the browser, its fonts, and qpdf.</summary>
public sealed class PdfDiagnosis(ChromiumBrowser chromium, IOptions<PdfOptions> pdf)
{
    // A script that draws a letter, and compares it with a character that no font has.
    private const string WithoutLetters = """
        samples => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 64;
          const context = canvas.getContext('2d', { willReadFrequently: true });
          const draw = text => {
            context.clearRect(0, 0, 64, 64);
            context.font = '40px "Noto Sans", "Noto Sans Hebrew", "Noto Sans Devanagari", sans-serif';
            context.fillText(text, 8, 48);
            return canvas.toDataURL();
          };
          const unknown = [draw('\u0378'), draw(' ')];
          return Object.keys(samples).filter(name => unknown.includes(draw(samples[name])));
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> Samples = new() { ["Latin"] = "A", ["Hindi"] = "\u0915", ["Hebrew"] = "\u05d0" };

    public PdfEngine Engine => pdf.Value.Engine;

    /// <summary>False if files are packed but qpdf is not installed.</summary>
    public bool HasQpdf => !pdf.Value.Pack || Engine != PdfEngine.Chromium || Qpdf.IsInstalled;

    /// <summary>Starts Chromium if it does not run, and returns its path and version. Problems: <c>pdf-engine-missing</c>, <c>pdf-engine-failed</c>.</summary>
    public Task<Outcome<string>> BrowserAsync(CancellationToken cancellationToken) =>
        WithBrowserAsync((executable, browser) => Task.FromResult($"{executable}, version {browser.Version}"), cancellationToken);

    /// <summary>The languages whose letters no font has. Problems: as for the browser.</summary>
    public Task<Outcome<string[]>> WithoutFontsAsync(CancellationToken cancellationToken) => WithBrowserAsync(
        async (_, browser) =>
        {
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
            var page = await context.NewPageAsync();
            await page.SetContentAsync("<!DOCTYPE html><title>Fonts</title>");
            return await page.EvaluateAsync<string[]>(WithoutLetters, Samples);
        },
        cancellationToken);

    private async Task<Outcome<T>> WithBrowserAsync<T>(Func<string, IBrowser, Task<T>> use, CancellationToken cancellationToken)
    {
        if (ChromiumLocator.Find(pdf.Value.ChromiumPath) is not { } executable)
        {
            return PdfProblems.Missing(pdf.Value.ChromiumPath);
        }

        RunningBrowser? rented = null;
        var isBroken = false;
        try
        {
            rented = await chromium.RentAsync(executable, pdf.Value, cancellationToken).WaitAsync(Limit, cancellationToken);
            return await use(executable, rented.Browser).WaitAsync(Limit, cancellationToken);
        }
        catch (Exception e) when (e is PlaywrightException or Win32Exception or TimeoutException)
        {
            isBroken = e is TimeoutException;
            return new Problem(ErrorCodes.PdfEngineFailed, $"Chromium at {executable} does not start or does not answer: {e.Message.Split('\n')[0]}", "Run it by hand: chromium --headless --version. Or set Pdf:ChromiumPath to another one.");
        }
        finally
        {
            if (rented is not null)
            {
                await chromium.GiveBackAsync(rented, isBroken);
            }
        }
    }
}
