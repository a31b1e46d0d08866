using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Grids;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The position of a grid on its sheet. Rows and columns count from 1.</summary>
/// <param name="Width">The width of all columns together, in characters.</param>
internal sealed record SheetPosition(
    string Name,
    Grid Grid,
    ChartSection? Chart,
    int HeaderRow,
    int LastDataRow,
    int LastRow,
    double Width)
{
    public int FirstDataRow => HeaderRow + 1;

    /// <summary>The column of sparklines, right of the table; null for none.</summary>
    public int? TrendColumn { get; init; }

    public required SheetLinks Links { get; init; }

    /// <summary>False for a heat map, which consists of tinted cells, and for a chart without figures.</summary>
    public bool HasNativeChart => Chart is { Kind: not ChartKind.HeatMap } && !ChartLayout.IsEmpty(Chart);

    public SheetEntry Entry => new(
        Name,
        Grid.Title,
        Chart switch { null => Grid.Text.Rows(Grid.Rows.Count), { Kind: ChartKind.HeatMap } => Grid.Text.Captions.HeatMapKind, _ => Grid.Text.Captions.ChartKind });
}

/// <summary>An entry in the summary's list of sheets.</summary>
/// <param name="Kind">The content: "12 rows", "chart" …</param>
internal sealed record SheetEntry(string Name, string Title, string Kind);

/// <summary>Where a chart stands: its first column and row, from 0, and its size in pixels.</summary>
internal sealed record ChartPlace(int Column, int Row, int Width, int Height);
