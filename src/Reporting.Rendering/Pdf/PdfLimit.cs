namespace Reporting.Rendering.Pdf;

/// <summary>How long a PDF may take: a time for each file, and more for each page beyond the first ones.</summary>
internal static class PdfLimit
{
    // Of a page of tables, as our style sheet lays it out: an estimate on the generous side.
    private const int CharactersPerPage = 12_000;

    private const int PagesIncluded = 20;

    public static TimeSpan Of(string markup, PdfOptions options) => TimeSpan.FromSeconds(
        options.TimeoutSeconds + (Math.Max(0, (markup.Length / CharactersPerPage) - PagesIncluded) * options.SecondsPerPage));
}
