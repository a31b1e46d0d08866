using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;

namespace Reporting.Rendering.Excel;

/// <summary>Where a grid landed on its sheet; rows and columns count from 1.</summary>
/// <param name="Width">Of all columns together, in characters.</param>
internal sealed record WrittenSheet(
    string Name,
    Grid Grid,
    ChartSection? Chart,
    int HeaderRow,
    int LastDataRow,
    int LastRow,
    double Width)
{
    public int FirstDataRow => HeaderRow + 1;
}
