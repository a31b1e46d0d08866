using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>One measure by rows and columns, with totals computed by the database at their own grain.</summary>
/// <param name="Cells">By row, then column; null for an empty cell.</param>
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
    /// <summary>True if the last row before those that are not stated holds all others of a top N, counted at its own grain.</summary>
    public bool HasOthers { get; init; }

    /// <summary>True if the definition wants cells only. The totals are counted in any case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OmitsTotals { get; init; }

    [JsonIgnore]
    public bool HasTotals => !OmitsTotals;

    /// <summary>A column for pages, before the others: the earlier years in one, or the year before. Null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeadingColumn? Lead { get; init; }

    /// <summary>The row of the others; -1 without one.</summary>
    [JsonIgnore]
    public int OthersRow => HasOthers ? Rows.Members.Count - 1 - Rows.NotStated : -1;

    /// <summary>Leads to the engagements behind the figures; null without links.</summary>
    [JsonIgnore]
    public DrillThrough? Behind { get; init; }
}

/// <summary>A column before the others of a matrix, counted by the database at its own grain.</summary>
/// <param name="Cells">By row; null for an empty cell.</param>
/// <param name="Total">Everything in the column, each counted once.</param>
/// <param name="Replaces">
/// The number of first columns that it stands for where they do not fit beside the others. 0 for the year before a report of one year: the totals of the matrix
/// do not include it.
/// </param>
public sealed record LeadingColumn(AxisMember Member, IReadOnlyList<object?> Cells, object? Total, int Replaces);

/// <summary>The members on one side of a matrix or a chart, in order.</summary>
public sealed record Axis(string Dimension, string Caption, IReadOnlyList<AxisMember> Members)
{
    /// <summary>How many of the last members are not stated. They have no rank and stand apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NotStated { get; init; }

    /// <summary>True for periods, which charts draw from left to right in every language.</summary>
    [JsonIgnore]
    public bool IsTime { get; init; }
}

/// <summary>A member. The code is null if no source states it at this level.</summary>
public sealed record AxisMember(string? Code, string Name)
{
    /// <summary>A shorter name for the axis of a chart: "Jul" where all months are of one year; null for none.</summary>
    [JsonIgnore]
    public string? Short { get; init; }
}
