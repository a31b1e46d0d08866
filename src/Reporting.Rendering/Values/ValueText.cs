using System.Globalization;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Values;

/// <summary>How a value reads wherever people see it: 1,234 · 12.50 · 25.0% · $1,500,000 · July 2024.</summary>
public static class ValueText
{
    public const string Missing = "–";

    public static string Of(object? value, ValueFormat format) => value switch
    {
        null => Missing,
        string text => text,
        StatedDate date => date.Label,
        DateOnly day => StatedDate.On(day).Label,
        decimal amount when format == ValueFormat.Money => Money(amount),
        IConvertible number => format switch
        {
            ValueFormat.Fraction => Text(number, "#,##0.00"),
            ValueFormat.Percent => Text(ValueNumber.Of(number)!.Value * 100, "#,##0.0") + "%",
            ValueFormat.Money => Money(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
            ValueFormat.Count => Text(number, "#,##0"),
            _ => number.ToString(CultureInfo.InvariantCulture),
        },
        _ => value.ToString() ?? Missing,
    };

    /// <summary>"1 engagement", "1,234 engagements".</summary>
    public static string Counted(long count, string one, string several) => $"{Of(count, ValueFormat.Count)} {(count == 1 ? one : several)}";

    /// <summary>A change with its sign: +3 · -5 · 0.</summary>
    public static string Signed(object? value, ValueFormat format) => ValueNumber.Of(value) switch
    {
        null => Missing,
        > 0 => "+" + Of(value, format),
        _ => Of(value, format),
    };

    /// <summary>A step of a chart's value axis, as short as it can be read: 1,500 · 2.5 · 40% · $1.5M.</summary>
    public static string Tick(double value, ValueFormat format) => format switch
    {
        ValueFormat.Percent => Text(value * 100, "#,##0.##") + "%",
        ValueFormat.Money => (value < 0 ? "-$" : "$") + Shortened(Math.Abs(value)),
        _ => Text(value, "#,##0.##"),
    };

    private static string Money(decimal amount) =>
        (amount < 0 ? "-$" : "$") + Text(Math.Abs(amount), decimal.IsInteger(amount) ? "#,##0" : "#,##0.00");

    private static string Shortened(double value) => value switch
    {
        >= 1e9 => Text(value / 1e9, "#,##0.##") + "B",
        >= 1e6 => Text(value / 1e6, "#,##0.##") + "M",
        >= 1e4 => Text(value / 1e3, "#,##0.##") + "K",
        _ => Text(value, "#,##0.##"),
    };

    private static string Text(IConvertible number, string format) =>
        ((IFormattable)number).ToString(format, CultureInfo.InvariantCulture);
}
