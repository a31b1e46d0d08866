using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>Leaves out a column of changes in percent without a single one, as over small figures. Files for programs keep it.</summary>
internal static class EmptyChanges
{
    public static ReportDocument Without(ReportDocument document) =>
        document.Sections.Any(section => section is TableSection table && Places(table).Count < table.Columns.Count)
            ? document with { Sections = [.. document.Sections.Select(section => section is TableSection table ? Without(table) : section)] }
            : document;

    public static TableSection Without(TableSection table)
    {
        var places = Places(table);
        return places.Count == table.Columns.Count ? table : table with
        {
            Columns = Kept(table.Columns),
            Rows = [.. table.Rows.Select(Kept)],
            Total = table.Total is { } total ? Kept(total) : null,
        };

        IReadOnlyList<T> Kept<T>(IReadOnlyList<T> values) => [.. places.Select(place => values[place])];
    }

    private static List<int> Places(TableSection table) => [.. Enumerable.Range(0, table.Columns.Count).Where(place =>
        table.Columns[place] is not { IsChange: true, Format: ValueFormat.Percent } || table.Rows.Count == 0 || table.Rows.Append(table.Total ?? []).Any(row => place < row.Count && row[place] is not null))];
}
