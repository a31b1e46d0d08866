namespace Reporting.Rendering.Pdf;

/// <summary>The time limit of a PDF: a base time, and more for each page beyond the first ones.</summary>
internal static class PdfLimit
{
    // A generous estimate for a page of tables in our style sheet.
    private const int CharactersPerPage = 12_000;

    private const int PagesIncluded = 20;

    /// <param name="isInBackground">True if no reader waits. The limit is then never shorter than the usual one.</param>
    public static TimeSpan Of(string markup, PdfOptions options, bool isInBackground)
    {
        var usual = options.TimeoutSeconds + (Math.Max(0, (markup.Length / CharactersPerPage) - PagesIncluded) * options.SecondsPerPage);
        return TimeSpan.FromSeconds(isInBackground ? Math.Max(usual, options.BackgroundSeconds) : usual);
    }
}
