using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Excel;

/// <summary>A column of the rows behind the figures.</summary>
/// <param name="Id">Its name in csv and json.</param>
/// <param name="NumberFormat">Of its numbers, where that of <paramref name="Format"/> would mislead.</param>
public sealed record DataColumn(string Id, string Caption, ValueFormat Format, string? NumberFormat = null);
