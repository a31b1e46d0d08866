using Reporting.Rendering.Columns;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Data;

/// <summary>The rows behind the figures as typed columns. As in JSON, a date without a day is null, and its stated form is in another column.</summary>
public static class DataTable
{
    public static ColumnTable Of(DataFile data)
    {
        var captions = ValueText.In(data.Language).Captions;
        return new ColumnTable([.. DataColumns.All.Select((column, i) => new ColumnField(column.Id, TypeOf(column.Kind, i), column.Header(captions), UnitOf(i)))], ColumnMeta.Of(data.Meta.Write), data.Rows)
        {
            Progress = data.Progress,
        };
    }

    private static ColumnType TypeOf(DataKind kind, int column) => kind switch
    {
        DataKind.Text => ColumnType.Text,
        DataKind.Date => ColumnType.Day,
        _ => column == DataColumns.Weight ? ColumnType.Fraction : ColumnType.Whole,
    };

    private static string? UnitOf(int column) => column == DataColumns.Weight ? "share of the engagement" : null;
}
