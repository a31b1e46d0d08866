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
        var pages = Math.Max(0, (markup.Length / CharactersPerPage) - PagesIncluded);
        return Of(options, isInBackground, pages * options.SecondsPerPage);
    }

    /// <param name="more">Seconds beside the base time.</param>
    public static TimeSpan Of(PdfOptions options, bool isInBackground, double more = 0) =>
        TimeSpan.FromSeconds(Math.Max(options.TimeoutSeconds + more, isInBackground ? options.BackgroundSeconds : 0));
}
