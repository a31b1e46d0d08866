namespace Reporting.Api.ReportPages;

/// <summary>A format as people know it.</summary>
public sealed record FileFormat(string Id, string Name, string Hint)
{
    private static readonly FileFormat[] Known =
    [
        new("xlsx", "Excel", "A workbook with a sheet for each section, charts and the rows behind them"),
        new("pdf", "PDF", "To print and to pass on"),
        new("html", "Web page", "One file that any browser shows"),
        new("csv", "CSV", "The first table, for other programs"),
        new("json", "JSON", "Everything, for other programs"),
    ];

    /// <summary>Those that are installed, in the order in which people want them.</summary>
    public static IReadOnlyList<FileFormat> Of(IEnumerable<string> installed)
    {
        var ids = installed.ToHashSet(StringComparer.Ordinal);
        return [.. Known.Where(f => ids.Remove(f.Id)), .. ids.Order(StringComparer.Ordinal).Select(id => new FileFormat(id, id.ToUpperInvariant(), string.Empty))];
    }
}
