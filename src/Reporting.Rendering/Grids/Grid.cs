using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Grids;

/// <summary>A section as one flat table, for a sheet or a CSV file.</summary>
/// <param name="Total">One value for each column, as counted by the database; null without a total.</param>
internal sealed record Grid(
    string Id,
    string Title,
    IReadOnlyList<string> Notes,
    IReadOnlyList<GridColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<object?>? Total = null)
{
    /// <summary>The formatter of the grid's language.</summary>
    public required ValueText Text { get; init; }

    /// <summary>How many of the last rows stand apart: the others, and what is not stated.</summary>
    public int Apart { get; init; }

    /// <summary>The first and last columns, from 0, that share one colour scale.</summary>
    public (int First, int Last)? Heat { get; init; }

    /// <summary>The first and last columns, from 0, that form a time series in each row.</summary>
    public (int First, int Last)? Series { get; init; }
}

/// <summary>A cell with its own format instead of its column's, because KPIs of different formats share a column.</summary>
internal sealed record GridValue(object? Value, ValueFormat Format)
{
    /// <summary>A value for data: without the format of its own, and the ratio where readers see "1 of 3".</summary>
    public static object? Plain(object? value) => value switch
    {
        GridValue own => Plain(own.Value),
        Proportion share => share.Ratio,
        _ => value,
    };
}

/// <summary>A column of a grid.</summary>
/// <param name="Id">A stable name for programs: the header in CSV.</param>
/// <param name="Caption">A name for people: the header in Excel.</param>
/// <param name="IsLink">True for web addresses.</param>
/// <param name="IsChange">True for changes, which have a sign.</param>
internal sealed record GridColumn(string Id, string Caption, ValueFormat Format = ValueFormat.Text, bool IsLink = false, bool IsChange = false)
{
    /// <summary>True for codes, which stand whole on one line.</summary>
    public bool IsCode { get; init; }

    /// <summary>True for long texts, which need a wide column.</summary>
    public bool IsLong { get; init; }
}
