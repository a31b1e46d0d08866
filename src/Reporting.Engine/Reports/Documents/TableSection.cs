using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A plain table: text columns first (members), then figures.</summary>
/// <param name="Total">One value per column, null in the text columns; or null for no total row.</param>
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
    /// <summary>The member's code of each row; empty where rows are no members, null for the others.</summary>
    public IReadOnlyList<string?> Codes { get; init; } = [];

    /// <summary>The last row is all that is outside the first ones, counted at its own grain.</summary>
    public bool HasOthers { get; init; }
}

/// <summary>A column of a table: <c>Text</c> columns hold strings.</summary>
public sealed record TableColumn(string Id, string Caption, ValueFormat Format);
