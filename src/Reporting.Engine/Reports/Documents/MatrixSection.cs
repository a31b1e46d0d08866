using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>Rows × columns of one measure, with totals that the database computed at their own grain.</summary>
/// <param name="Cells">By row, then column; null where there is no such cell.</param>
public sealed record MatrixSection(
    string Id,
    string Title,
    string? Note,
    Axis Rows,
    Axis Columns,
    string Measure,
    string MeasureCaption,
    ValueFormat Format,
    IReadOnlyList<IReadOnlyList<object?>> Cells,
    IReadOnlyList<object?> RowTotals,
    IReadOnlyList<object?> ColumnTotals,
    object? GrandTotal)
    : ReportSection(Id, Title, Note)
{
    /// <summary>The last row is all that is outside the first ones, counted at its own grain.</summary>
    public bool HasOthers { get; init; }

    /// <summary>Where the engagements behind its figures are listed; null for nowhere.</summary>
    [JsonIgnore]
    public DrillThrough? Behind { get; init; }
}
