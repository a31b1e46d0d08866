using System.Globalization;
using Reporting.Engine.Model;

namespace Reporting.Rendering.Columns;

/// <summary>Types and units of values by their format. Values of a format usually have its type, but figures of several kinds can share a column.</summary>
public static class ColumnValues
{
    /// <summary>The type of figures: the narrowest that holds all of them exactly. Text where some are not numbers.</summary>
    public static ColumnType TypeOf(ValueFormat format, IEnumerable<object?> values)
    {
        var kinds = values.Where(v => v is not null).Select(v => v!.GetType()).ToHashSet();
        return format is ValueFormat.Text or ValueFormat.Date || kinds.Any(k => k != typeof(long) && k != typeof(int) && k != typeof(double) && k != typeof(decimal)) ? ColumnType.Text
            : kinds.Contains(typeof(double)) ? ColumnType.Fraction
            : format == ValueFormat.Money || kinds.Contains(typeof(decimal)) ? ColumnType.Amount
            : format == ValueFormat.Count ? ColumnType.Whole
            : ColumnType.Fraction;
    }

    /// <summary>A figure in the type of its column.</summary>
    public static object? Typed(object? value, ColumnType type) => (value, type) switch
    {
        (null, _) => null,
        (_, ColumnType.Whole) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (_, ColumnType.Amount) => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        (_, ColumnType.Fraction) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (IFormattable number, _) when value is not DateOnly => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Null for texts and dates.</summary>
    public static string? UnitOf(ValueFormat format) => format switch
    {
        ValueFormat.Count => "count",
        ValueFormat.Fraction => "count, with fractions",
        ValueFormat.Percent => "ratio",
        ValueFormat.Money => "USD",
        _ => null,
    };
}
