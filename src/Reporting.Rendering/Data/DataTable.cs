using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Data;

/// <summary>The rows behind the figures as typed columns. As in JSON, a date without a day is null, and its stated form is in another column.</summary>
public static class DataTable
{
    /// <summary>Rows of a batch.</summary>
    public const int MaxRows = 32_768;

    /// <param name="batches">Instead of the rows of <paramref name="data"/>.</param>
    public static ColumnTable Of(DataFile data, IAsyncEnumerable<DataBatch> batches)
    {
        var captions = ValueText.In(data.Language).Captions;
        ColumnField[] fields = [.. DataColumns.All.Select((column, i) => new ColumnField(column.Id, TypeOf(column.Kind, i), column.Header(captions), UnitOf(i)) { IsVaried = i < DataColumns.Year })];
        var schema = ColumnTable.SchemaOf(fields, ColumnMeta.Of(data.Meta.Write));
        return new ColumnTable(fields, schema, DataBatches.ReadAsync(schema, batches)) { Progress = data.Progress };
    }

    private static ColumnType TypeOf(DataKind kind, int column) => kind switch
    {
        DataKind.Text => ColumnType.Text,
        DataKind.Date => ColumnType.Day,
        _ => column == DataColumns.Weight ? ColumnType.Fraction : ColumnType.Whole,
    };

    private static string? UnitOf(int column) => column == DataColumns.Weight ? "share of the engagement" : null;
}
