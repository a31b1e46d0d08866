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
}
