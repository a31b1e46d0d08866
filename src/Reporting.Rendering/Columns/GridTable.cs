using Reporting.Rendering.Grids;

namespace Reporting.Rendering.Columns;

/// <summary>A grid as a table of typed columns.</summary>
internal static class GridTable
{
    public static ColumnTable Of(Grid grid, IReadOnlyDictionary<string, string> meta)
    {
        var fields = grid.Columns.Select((column, i) => Field(column, grid.Rows.Select(row => GridValue.Plain(row[i])))).ToArray();
        return ColumnTable.OfRows(fields, meta, grid.Rows.Select(row => row.Select((value, i) => ColumnValues.Typed(GridValue.Plain(value), fields[i].Type)).ToArray()).ToAsyncEnumerable());
    }

    private static ColumnField Field(GridColumn column, IEnumerable<object?> values)
    {
        var type = ColumnValues.TypeOf(column.Format, values);
        return new ColumnField(column.Id, type, column.Caption, type == ColumnType.Text ? null : ColumnValues.UnitOf(column.Format));
    }
}
