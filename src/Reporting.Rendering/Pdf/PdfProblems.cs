using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Pdf;

/// <summary>What can stand in the way of a PDF.</summary>
internal static class PdfProblems
{
    public static Problem Missing(string? configured) => new(
        ErrorCodes.PdfEngineMissing,
        configured is null ? "PDF needs Chromium, and none was found on this machine." : $"PDF needs Chromium, and there is none at '{configured}' (Pdf:ChromiumPath).",
        "Install it (Debian, Ubuntu: apt-get install chromium) or set Pdf:ChromiumPath; meanwhile ask for html or xlsx.");

    public static Problem Failed(string reason) => new(
        ErrorCodes.PdfEngineFailed,
        $"Chromium could not make the PDF, twice: {reason}",
        "Try again; if it stays so, check memory and the service's log, or ask for html or xlsx.");

    public static Problem Timeout(TimeSpan limit) => new(
        ErrorCodes.PdfTimeout,
        $"The PDF was not ready after {limit.TotalSeconds:0} seconds.",
        "Narrow the report, ask for html or xlsx, or raise Pdf:TimeoutSeconds or Pdf:SecondsPerPage.");
}
