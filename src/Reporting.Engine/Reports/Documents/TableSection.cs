using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A plain table: text columns with members, then figures.</summary>
/// <param name="Total">One value for each column. The first is the name of the total, null for "Total"; null in other text columns. Or null for no total row.</param>
public sealed record TableSection(
    string Id,
    string Title,
    string? Note,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<object?>? Total,
    bool Truncated)
    : ReportSection(Id, Title, Note)
{
    /// <summary>The member's code of each row, null for the others; empty if the rows are not members.</summary>
    public IReadOnlyList<string?> Codes { get; init; } = [];

    /// <summary>True if the last row before those that are not stated holds all others of a top N, counted at its own grain.</summary>
    public bool HasOthers { get; init; }

    /// <summary>How many of the last rows are not stated. They have no rank and stand apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NotStated { get; init; }

    /// <summary>The codes of the members of each row, by its text columns, where figures stand beside those of an edition; null in other tables.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string?>>? Compared { get; init; }

    /// <summary>The row of the others; -1 without one.</summary>
    [JsonIgnore]
    public int OthersRow => HasOthers ? Rows.Count - 1 - NotStated : -1;
}

/// <summary>A column of a table; <c>Text</c> columns hold strings.</summary>
public sealed record TableColumn(string Id, string Caption, ValueFormat Format)
{
    /// <summary>True for changes, which have a sign.</summary>
    [JsonIgnore]
    public bool IsChange { get; init; }
}
