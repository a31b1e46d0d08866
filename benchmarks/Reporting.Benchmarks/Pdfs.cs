using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Engine.Access;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Rendering.Renderers;

namespace Reporting.Benchmarks;

/// <summary>
/// A warm PDF of the first report, from query to file, compared with Chromium printing the same HTML. The ways alternate; compression
/// with qpdf is measured separately.
/// </summary>
internal static class Pdfs
{
    public static async Task RunAsync(BenchedWarehouse warehouse, int rounds, TextWriter output)
    {
        await using var plain = Services(pack: false);
        await using var packed = Services(pack: true);
        var html = Encoding.UTF8.GetString(await FileAsync(plain, warehouse, "html"));
        using var driver = await Playwright.CreateAsync();
        await using var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--disable-gpu", "--no-sandbox", "--font-render-hinting=none"],
        });
        var medians = await Timing.MediansAsync(rounds, () => FileAsync(plain, warehouse, "pdf"), () => PrintAsync(chromium, html), () => FileAsync(packed, warehouse, "pdf"));
        output.WriteLine("| what | ms |");
        output.WriteLine("|---|--:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the first report as PDF, from the question to the file, warm | {medians[0]:N0} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Chromium printing the same HTML alone | {medians[1]:N0} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the first, packed with qpdf | {medians[2]:N0} |"));
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ours takes {medians[0] / medians[1]:N2} times as long as Chromium alone; medians of {rounds} rounds."));
    }

    private static async Task<byte[]> FileAsync(ServiceProvider services, BenchedWarehouse warehouse, string format)
    {
        ReportDocument document = await warehouse.DocumentAsync("cooperation-by-year-and-domain", Caller.Local);
        var made = await services.GetRequiredService<ReportRenderers>().RenderAsync(format, document, CancellationToken.None);
        return made.IsValue(out var file, out var problem) ? file.Content.ToArray() : throw new InvalidOperationException(problem.Message);
    }

    private static async Task PrintAsync(IBrowser chromium, string html)
    {
        var page = await chromium.NewPageAsync();
        await page.SetContentAsync(html, new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
        await page.PdfAsync(new PagePdfOptions
        {
            PreferCSSPageSize = true,
            PrintBackground = true,
            Tagged = true,
            Outline = true,
            DisplayHeaderFooter = true,
            FooterTemplate = "<div style=\"font-size:7px\"><span class=\"pageNumber\"></span></div>",
        });
        await page.CloseAsync();
    }

    private static ServiceProvider Services(bool pack) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Pdf:Pack", pack ? "true" : "false")]).Build())
        .AddRendering()
        .BuildServiceProvider();
}
