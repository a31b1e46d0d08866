using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>Runs the Razor components. The same markup is the HTML file and the page that Chromium prints.</summary>
internal static class ReportMarkup
{
    /// <summary>Encodes markup characters only, so that names in all scripts stay readable in the source.</summary>
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    private static readonly Lazy<string> Styles = new(SheetText);

    public static Task<string> OfAsync(ReportDocument document, ReportLinks links, PdfPaper paper = PdfPaper.A4) => RunAsync<ReportPage>(new()
    {
        [nameof(ReportPage.Document)] = EmptyChanges.Without(document),
        [nameof(ReportPage.Styles)] = paper == PdfPaper.A4 ? Styles.Value : Styles.Value.Replace("size: A4", "size: Letter", StringComparison.Ordinal),
        [nameof(ReportPage.Links)] = links,
    });

    /// <summary>The body of a section without links.</summary>
    internal static Task<string> OfSectionAsync(ReportSection section, ValueText text) =>
        RunAsync<DrawnSection>(new() { [nameof(DrawnSection.Section)] = section, [nameof(DrawnSection.Text)] = text });

    private static async Task<string> RunAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, Services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>The style sheet of reports as it is written.</summary>
    internal static string SheetText()
    {
        using var stream = typeof(ReportMarkup).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The paper that reports are printed on.</summary>
public enum PdfPaper
{
    A4,
    Letter,
}
