using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Data;

/// <summary>The rows behind the figures as typed columns. As in JSON, a date without a day is null, and its stated form is in another column.</summary>
public static class DataTable
{
    // A batch of Arrow fits a processor's cache. One of Parquet is a group of rows, whose dictionaries have names of its rows only.
    private const int RowsOfABatch = 8_192;
    private const int RowsOfAGroup = 32_768;

    /// <param name="read">Reads the rows of <paramref name="data"/> in batches of so many.</param>
    public static ColumnTable Of(DataFile data, ColumnFormat format, Func<int, IAsyncEnumerable<DataBatch>> read)
    {
        var (captions, isGrouped) = (ValueText.In(data.Language).Captions, format == ColumnFormat.Parquet);
        ColumnField[] fields = [.. DataColumns.All.Select((column, i) => new ColumnField(column.Id, TypeOf(column.Kind, i), column.Header(captions), UnitOf(i)) { IsVaried = i < DataColumns.StartLabel, HasDictionary = isGrouped && IsName(column.Kind, i), IsRequired = column.Kind != DataKind.Date && i != DataColumns.Year })];
        var schema = ColumnTable.SchemaOf(fields, ColumnMeta.Of(data.Meta.Write));
        return new ColumnTable(fields, schema, new DataBatches(schema, isGrouped).ReadAsync(read(isGrouped ? RowsOfAGroup : RowsOfABatch))) { Progress = data.Progress, IsGrouped = isGrouped };
    }

    private static bool IsName(DataKind kind, int column) => kind == DataKind.Text && column >= DataColumns.StartLabel;

    private static ColumnType TypeOf(DataKind kind, int column) => kind switch
    {
        DataKind.Text => ColumnType.Text,
        DataKind.Date => ColumnType.Day,
        _ => column == DataColumns.Weight ? ColumnType.Fraction : ColumnType.Whole,
    };

    private static string? UnitOf(int column) => column == DataColumns.Weight ? "share of the engagement" : null;
}
