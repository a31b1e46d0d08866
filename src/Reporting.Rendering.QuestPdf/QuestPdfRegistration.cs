using Microsoft.Extensions.DependencyInjection;
using QuestPDF.Infrastructure;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.QuestPdf;

/// <summary>Registers the engine, so that <c>Pdf:Engine</c> can choose it.</summary>
public static class QuestPdfRegistration
{
    public static IServiceCollection AddQuestPdf(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IReportRenderer, QuestPdfRenderer>(PdfEngine.QuestPdf);
        services.AddOptions<PdfOptions>()
            .Validate(
                options => options.Engine != PdfEngine.QuestPdf || LicenseOf(options) is not null,
                $"Pdf:QuestPdfLicense must be the licence of QuestPDF that you have: {string.Join(", ", Enum.GetNames<LicenseType>())}. Public bodies and larger companies need a paid one (docs/operations.md).")
            .ValidateOnStart();
        return services;
    }

    /// <summary>Null for a setting that names no licence.</summary>
    internal static LicenseType? LicenseOf(PdfOptions options) =>
        Enum.TryParse<LicenseType>(options.QuestPdfLicense, true, out var license) && Enum.IsDefined(license) ? license : null;
}
