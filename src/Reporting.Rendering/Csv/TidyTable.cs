using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Csv;

/// <summary>
/// A table of members with code, name and <c>total</c>: blank for a member, <c>others</c> for the rest beyond the top members, <c>all</c> for the total.
/// </summary>
internal static class TidyTable
{
    public static Grid Of(TableSection table, ValueText text)
    {
        if (table.Compared is { } codes)
        {
            return OfComparison(table, codes, text);
        }

        if (table.Codes.Count != table.Rows.Count)
        {
            return SectionGrids.Table(table, text);
        }

        var member = table.Columns[0];
        var rows = table.Rows.Select((row, i) => (IReadOnlyList<object?>)[table.Codes[i], row[0], i == table.OthersRow ? "others" : null, .. row.Skip(1)]).ToList();
        if (table.Total is { } total)
        {
            rows.Add([null, null, "all", .. total.Skip(1)]);
        }

        return new Grid(
            table.Id,
            table.Title,
            SectionNotes.Of(table, text),
            [
                new(member.Id, member.Caption),
                new(member.Id + "_name", member.Caption),
                new("total", text.Captions.Total),
                .. table.Columns.Skip(1).Select(column => new GridColumn(column.Id, column.Caption, column.Format)),
            ],
            rows) { Text = text };
    }

    private static Grid OfComparison(TableSection table, IReadOnlyList<IReadOnlyList<string?>> codes, ValueText text)
    {
        var by = codes.Count == 0 ? table.Columns.Count(column => column.Format == ValueFormat.Text) : codes[0].Count;
        var rows = table.Rows.Select((row, i) => (IReadOnlyList<object?>)[.. Enumerable.Range(0, by).SelectMany(d => new[] { codes[i][d], row[d] }), null, .. row.Skip(by)]).ToList();
        rows.Add([.. Enumerable.Repeat<object?>(null, 2 * by), "all", .. table.Total!.Skip(by)]);
        return new Grid(
            table.Id,
            table.Title,
            SectionNotes.Of(table, text),
            [
                .. table.Columns.Take(by).SelectMany(column => new GridColumn[] { new(column.Id, column.Caption), new(column.Id + "_name", column.Caption) }),
                new("total", text.Captions.Total),
                .. table.Columns.Skip(by).Select(column => new GridColumn(column.Id, column.Caption, column.Format)),
            ],
            rows) { Text = text };
    }
}
