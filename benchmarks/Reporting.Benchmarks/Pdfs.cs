using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Engine.Access;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;

namespace Reporting.Benchmarks;

/// <summary>
/// Warm PDFs of the first report, compared with Chromium printing the same HTML: brief over all years, and one year with thirty engagements. The ways
/// alternate. The queries and the compression with qpdf are measured separately.
/// </summary>
internal static class Pdfs
{
    private static readonly (string Name, KeyValuePair<string, string>[] Pairs)[] Reports =
    [
        ("brief, all years", [new("detail", "brief")]),
        ("full, one year, 30 engagements", [new("from", "2024"), new("to", "2024")]),
    ];

    public static async Task RunAsync(BenchedWarehouse warehouse, int rounds, TextWriter output)
    {
        await using var plain = Services(pack: false);
        await using var packed = Services(pack: true);
        using var driver = await Playwright.CreateAsync();
        await using var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumLocator.Find(null),
            Args = ["--disable-gpu", "--no-sandbox", "--font-render-hinting=none"],
        });
        output.WriteLine("| the first report, warm; milliseconds | queries | queries and PDF | the same, packed | Chromium alone | ratio | ratio, packed |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, pairs) in Reports)
        {
            var html = Encoding.UTF8.GetString(await FileAsync(plain, "html"));
            var medians = await Timing.MediansAsync(rounds, DocumentAsync, () => FileAsync(plain, "pdf"), () => FileAsync(packed, "pdf"), () => PrintAsync(chromium, html));
            var (queries, whole, small, alone) = (medians[0], medians[1], medians[2], medians[3]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {queries:N0} | {whole:N0} | {small:N0} | {alone:N0} | {whole / alone:N2} | {small / alone:N2} |"));

            Task<ReportDocument> DocumentAsync() => warehouse.DocumentAsync("cooperation-by-year-and-domain", pairs, Caller.Local);

            async Task<byte[]> FileAsync(ServiceProvider services, string format)
            {
                var made = await services.GetRequiredService<ReportRenderers>().RenderAsync(format, await DocumentAsync(), CancellationToken.None);
                return made.IsValue(out var file, out var problem) ? file.Content.ToArray() : throw new InvalidOperationException(problem.Message);
            }
        }

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Medians of {rounds} alternating rounds."));
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
