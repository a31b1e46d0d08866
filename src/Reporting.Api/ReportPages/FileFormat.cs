using Reporting.Api.Pages.Languages;

namespace Reporting.Api.ReportPages;

/// <summary>A file format with its display name.</summary>
public sealed record FileFormat(string Id, string Name, string Hint)
{
    /// <summary>The installed formats for people, most popular first.</summary>
    public static IReadOnlyList<FileFormat> Of(IEnumerable<string> installed, FormCaptions captions)
    {
        FileFormat[] known =
        [
            new("xlsx", "Excel", captions.ExcelHint),
            new("pdf", "PDF", captions.PdfHint),
            new("html", captions.WebPage, captions.WebPageHint),
            new("csv", "CSV", captions.CsvHint),
            new("json", "JSON", captions.JsonHint),
        ];
        var ids = installed.ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(f => ids.Contains(f.Id))];
    }
}
