namespace Reporting.Api.ReportPages;

/// <summary>A file format with its display name.</summary>
public sealed record FileFormat(string Id, string Name, string Hint)
{
    private static readonly FileFormat[] Known =
    [
        new("xlsx", "Excel", "Workbook with one sheet for each section, charts and data rows"),
        new("pdf", "PDF", "For printing and sharing"),
        new("html", "Web page", "One file for any browser"),
        new("csv", "CSV", "First table, for other programs"),
        new("json", "JSON", "Complete report, for other programs"),
    ];

    /// <summary>The installed formats, most popular first.</summary>
    public static IReadOnlyList<FileFormat> Of(IEnumerable<string> installed)
    {
        var ids = installed.ToHashSet(StringComparer.Ordinal);
        return [.. Known.Where(f => ids.Remove(f.Id)), .. ids.Order(StringComparer.Ordinal).Select(id => new FileFormat(id, id.ToUpperInvariant(), string.Empty))];
    }
}
