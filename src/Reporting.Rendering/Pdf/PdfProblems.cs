using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Pdf;

/// <summary>The problems of PDF printing.</summary>
internal static class PdfProblems
{
    public static Problem Missing(string? configured) => new(
        ErrorCodes.PdfEngineMissing,
        configured is null ? "PDF needs Chromium, which was not found on this machine." : $"PDF needs Chromium, which was not found at '{configured}' (Pdf:ChromiumPath).",
        "Install it (Debian: apt-get install chromium-headless-shell) or set Pdf:ChromiumPath. Until then, use html or xlsx.");

    public static Problem Failed(string reason) => new(
        ErrorCodes.PdfEngineFailed,
        $"Chromium failed twice to print the PDF: {reason}",
        "Try again, or export it in the background: POST /api/v1/exports. If it still fails, check memory and the service's log, or use html or xlsx.");

    public static readonly Problem Busy = new(
        ErrorCodes.PdfBusy, "Too many PDFs are being made already.",
        "Wait as long as Retry-After says, then try again, or export it in the background (POST /api/v1/exports).");

    public static Problem Timeout(TimeSpan limit, bool isInBackground) => new(
        ErrorCodes.PdfTimeout,
        $"The PDF was not ready after {limit.TotalSeconds:0} seconds.",
        isInBackground
            ? "Narrow the report, use html or xlsx, or raise Pdf:BackgroundSeconds."
            : "Export it in the background (POST /api/v1/exports), narrow the report, use html or xlsx, or raise Pdf:TimeoutSeconds or Pdf:SecondsPerPage.");
}
