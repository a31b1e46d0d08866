using Reporting.Engine.Model;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Grids;

/// <summary>A section as one flat table: what a sheet or a CSV file holds.</summary>
/// <param name="Total">One value per column, as the database counted it; or null for none.</param>
internal sealed record Grid(
    string Id,
    string Title,
    IReadOnlyList<string> Notes,
    IReadOnlyList<GridColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<object?>? Total = null)
{
    /// <summary>The language that it is read in.</summary>
    public required ValueText Text { get; init; }

    /// <summary>The last row is the others of the first ones.</summary>
    public bool HasOthers { get; init; }

    /// <summary>First and last of the columns, counted from 0, whose figures are tinted by size together.</summary>
    public (int First, int Last)? Heat { get; init; }

    /// <summary>First and last of the columns, counted from 0, that make each row a series over time.</summary>
    public (int First, int Last)? Series { get; init; }
}

/// <summary>A cell that has a format of its own, not its column's: KPIs stand under one another.</summary>
internal sealed record GridValue(object? Value, ValueFormat Format);

/// <summary>A column of a grid.</summary>
/// <param name="Id">Stable, for machines: the header in CSV.</param>
/// <param name="Caption">For people: the header in Excel.</param>
/// <param name="IsLink">Holds web addresses.</param>
/// <param name="IsChange">Holds changes: a fall is told from a rise by its colour too.</param>
internal sealed record GridColumn(string Id, string Caption, ValueFormat Format = ValueFormat.Text, bool IsLink = false, bool IsChange = false);
