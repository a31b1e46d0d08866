using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The position of the PivotTable. Rows and columns count from 1.</summary>
/// <param name="HeaderRow">The row of the data caption, above the column members.</param>
/// <param name="RowField">The column of <see cref="DataColumns"/> used for the rows.</param>
internal sealed record PivotPosition(MatrixSection Allocated, int HeaderRow, int RowField, SheetEntry Entry, ValueText Text)
{
    /// <summary>The header of a column of the <c>Data</c> sheet.</summary>
    public string Header(int column) => DataColumns.All[column].Header(Text.Captions);

    public int LastRow => HeaderRow + Allocated.Rows.Members.Count + 2;

    public int LastColumn => Allocated.Columns.Members.Count + 2;
}
