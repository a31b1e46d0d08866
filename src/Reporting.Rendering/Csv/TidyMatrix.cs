using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Csv;

/// <summary>
/// A matrix with one row for each cell: both members by code and name, <c>total</c>, and the measure. <c>total</c> is blank for a cell. For a total
/// it names the dimension that was added up, whose member is blank, or <c>all</c> for the grand total. Filter on <c>total == ""</c> before pivoting.
/// </summary>
internal static class TidyMatrix
{
    public static Grid Of(MatrixSection matrix, ValueText text)
    {
        var (rows, columns) = (matrix.Rows, matrix.Columns);
        return new Grid(
            matrix.Id,
            matrix.Title,
            SectionNotes.Of(matrix, text),
            [
                new(rows.Dimension, rows.Caption),
                new(rows.Dimension + "_name", rows.Caption),
                new(columns.Dimension, columns.Caption),
                new(columns.Dimension + "_name", columns.Caption),
                new("total", text.Captions.Total),
                new(matrix.Measure, matrix.MeasureCaption, matrix.Format),
            ],
            [.. Lines(matrix)]) { Text = text };
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(MatrixSection matrix)
    {
        for (var i = 0; i < matrix.Rows.Members.Count; i++)
        {
            var row = matrix.Rows.Members[i];
            for (var j = 0; j < matrix.Columns.Members.Count; j++)
            {
                var column = matrix.Columns.Members[j];
                yield return [row.Code, row.Name, column.Code, column.Name, null, matrix.Cells[i][j]];
            }

            if (matrix.HasTotals)
            {
                yield return [row.Code, row.Name, null, null, matrix.Columns.Dimension, matrix.RowTotals[i]];
            }
        }

        if (!matrix.HasTotals)
        {
            yield break;
        }

        for (var j = 0; j < matrix.Columns.Members.Count; j++)
        {
            var column = matrix.Columns.Members[j];
            yield return [null, null, column.Code, column.Name, matrix.Rows.Dimension, matrix.ColumnTotals[j]];
        }

        yield return [null, null, null, null, "all", matrix.GrandTotal];
    }
}
