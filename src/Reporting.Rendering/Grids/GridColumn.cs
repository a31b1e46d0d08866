using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Grids;

/// <summary>A column of a grid.</summary>
/// <param name="Id">Stable, for machines: the header in CSV.</param>
/// <param name="Caption">For people: the header in Excel.</param>
/// <param name="IsLink">Holds web addresses.</param>
internal sealed record GridColumn(string Id, string Caption, ValueFormat Format = ValueFormat.Text, bool IsLink = false);
