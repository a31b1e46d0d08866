using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Csv;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Html;
using Reporting.Rendering.Json;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering;

/// <summary>Registers all formats. Programs start only when they are needed.</summary>
public static class RenderingRegistration
{
    public static IServiceCollection AddRendering(this IServiceCollection services)
    {
        services.AddOptions<PdfOptions>()
            .BindConfiguration(PdfOptions.Section)
            .Validate(options => options.MaxConcurrent is >= 1 and <= 32, "Pdf:MaxConcurrent must be 1 to 32.")
            .Validate(options => options.TimeoutSeconds is >= 1 and <= 600, "Pdf:TimeoutSeconds must be 1 to 600.")
            .Validate(options => options.SecondsPerPage is >= 0 and <= 60, "Pdf:SecondsPerPage must be 0 to 60.")
            .Validate(options => options.BackgroundSeconds is >= 1 and <= 86_400, "Pdf:BackgroundSeconds must be 1 to 86,400.")
            .Validate(options => options.MaxWaiting is >= 0 and <= 10_000, "Pdf:MaxWaiting must be 0 to 10,000.")
            .Validate(options => options.WaitSeconds is >= 1 and <= 3_600, "Pdf:WaitSeconds must be 1 to 3,600.")
            .Validate(options => options.MaxBrowserBytes >= 0, "Pdf:MaxBrowserBytes must not be negative.")
            .Validate(options => options.PrintsPerBrowser is >= 1 and <= 1_000_000, "Pdf:PrintsPerBrowser must be 1 to 1,000,000.")
            .Validate<IServiceProviderIsKeyedService>(
                (options, built) => built.IsKeyedService(typeof(IReportRenderer), options.Engine),
                "Pdf:Engine is QuestPdf, but this program was built without QuestPDF. Set it to Chromium, or build the program with QuestPDF (docs/operations.md).")
            .ValidateOnStart();

        services.AddSingleton<ChromiumBrowser>();
        services.AddSingleton<Qpdf>();
        services.AddSingleton<PdfDiagnosis>();
        services.AddSingleton<IReportRenderer, JsonRenderer>();
        services.AddSingleton<IReportRenderer, CsvRenderer>();
        services.AddSingleton<IReportRenderer, ExcelRenderer>();
        services.AddSingleton<IReportRenderer, HtmlPageRenderer>();
        services.AddKeyedSingleton<IReportRenderer, PdfRenderer>(PdfEngine.Chromium);
        services.AddSingleton(provider => provider.GetRequiredKeyedService<IReportRenderer>(provider.GetRequiredService<IOptions<PdfOptions>>().Value.Engine));
        foreach (var format in ColumnFormat.All)
        {
            services.AddSingleton<IReportRenderer>(new ColumnRenderer(format));
        }

        services.AddSingleton<ReportRenderers>();
        return services;
    }
}
