using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Columns;

/// <summary>A table for programs that read columns (Arrow, Parquet).</summary>
/// <param name="Meta">What the file says of itself: the members of <c>meta</c> in JSON, as texts.</param>
/// <param name="Rows">A value for each field, null if unknown. Can be read once.</param>
public sealed record ColumnTable(IReadOnlyList<ColumnField> Fields, IReadOnlyDictionary<string, string> Meta, IAsyncEnumerable<object?[]> Rows)
{
    /// <summary>Receives the number of written rows.</summary>
    public IProgress<long>? Progress { get; init; }
}

/// <summary>A typed column.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Caption">A name for people.</param>
/// <param name="Unit">Such as USD or ratio; null for texts.</param>
public sealed record ColumnField(string Name, ColumnType Type, string Caption, string? Unit = null)
{
    /// <summary>The decimals of an amount. Allocated amounts have ten at most.</summary>
    public int Decimals { get; init; } = 10;

    /// <summary>The day of a value of the type <see cref="ColumnType.Day"/>; null without a stated day.</summary>
    internal static DateOnly? DayOf(object? value) => value is PartialDate date ? date.Exact : (DateOnly?)value;
}

/// <summary>The type of a column's values.</summary>
public enum ColumnType
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="long"/>.</summary>
    Whole,

    /// <summary>A <see cref="decimal"/>, written exactly.</summary>
    Amount,

    /// <summary>A <see cref="double"/>.</summary>
    Fraction,

    /// <summary>A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>A <see cref="DateOnly"/>, or a <see cref="PartialDate"/>, which is null without a stated day.</summary>
    Day,

    /// <summary>A list of <see cref="string"/>, never null.</summary>
    Texts,
}
