using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Grids;

/// <summary>A column of a grid.</summary>
/// <param name="Id">Stable, for machines: the header in CSV.</param>
/// <param name="Caption">For people: the header in Excel.</param>
/// <param name="IsLink">Holds web addresses.</param>
/// <param name="IsChange">Holds changes: a fall is told from a rise by its colour too.</param>
internal sealed record GridColumn(string Id, string Caption, ValueFormat Format = ValueFormat.Text, bool IsLink = false, bool IsChange = false);
