using System.Text.Json.Serialization;
using Reporting.Engine.Model;

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

/// <summary>The members along one side of a matrix or a chart, in order.</summary>
public sealed record Axis(string Dimension, string Caption, IReadOnlyList<AxisMember> Members);

/// <summary>A member; its code is null where a source does not state it at this level.</summary>
public sealed record AxisMember(string? Code, string Name);
