using Reporting.Rendering.Pdf;

namespace Reporting.Api.HealthChecks;

internal sealed class ChromiumCheck(PdfDiagnosis pdf) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken) => pdf.Engine != PdfEngine.Chromium
        ? HealthFinding.Well("QuestPDF makes PDF (Pdf:Engine), so Chromium is not needed.")
        : (await pdf.BrowserAsync(cancellationToken)).IsValue(out var browser, out var problem) ? HealthFinding.Well(browser) : HealthFinding.Failed(problem);
}

internal sealed class FontsCheck(PdfDiagnosis pdf) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await pdf.WithoutFontsAsync(cancellationToken)).IsValue(out var languages, out _))
        {
            return pdf.Engine == PdfEngine.Chromium
                ? HealthFinding.Warning("The fonts were not checked, because Chromium does not start.", "Mend Chromium first.")
                : HealthFinding.Well("The fonts were not checked, because Chromium does not start.");
        }

        return languages.Length == 0
            ? HealthFinding.Well("There are fonts for English, Hindi and Hebrew.")
            : HealthFinding.Failed($"PDF shows boxes instead of letters of {string.Join(", ", languages)}.", "Install fonts (Debian, Ubuntu): apt-get install fonts-noto-core");
    }
}

internal sealed class QpdfCheck(PdfDiagnosis pdf) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(pdf.HasQpdf
        ? HealthFinding.Well("qpdf is installed, or not needed.")
        : HealthFinding.Warning("qpdf is not installed, so PDF files are about five times as large.", "Install it (Debian, Ubuntu): apt-get install qpdf. Or set Pdf:Pack to false."));
}
