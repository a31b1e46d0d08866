using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Writes one value: numbers and exact dates as themselves with a format, all else as text. ClosedXML's own guessing
/// (<c>.Value =</c>) is never used: it turns "0001" into 1 and "=1+1" into a formula.
/// </summary>
internal static class ExcelCell
{
    public static readonly DateOnly FirstDay = new(1900, 3, 1);

    public static void Write(IXLCell cell, object? value, ValueFormat format, ValueText text)
    {
        Put(cell, value, format, text);
        Style(cell, value, format, text);
    }

    /// <summary>The value alone. Returns what kind it is: cells of a kind and format share their style.</summary>
    public static string Put(IXLCell cell, object? value, ValueFormat format, ValueText text)
    {
        switch (value)
        {
            case null:
                return "empty";
            case GridValue own:
                return "own " + own.Format + Put(cell, own.Value, own.Format, text);
            case PartialDate { Exact: { } day } when day >= FirstDay:
                cell.SetValue(day.ToDateTime(TimeOnly.MinValue));
                return "date";
            case IConvertible and not string when ValueNumber.Of(value) is { } number:
                cell.SetValue(number);
                return NumberFormat(format, value);
            default:
                var fit = ExcelText.Fit(TextOf(value, format, text));
                cell.SetValue<string>(fit);
                return (FormulaGuard.IsRisky(fit) ? "risky" : "text") + (TextDirection.IsRightToLeft(fit) ? " from the right" : string.Empty);
        }
    }

    public static void Style(IXLCell cell, object? value, ValueFormat format, ValueText text)
    {
        switch (value)
        {
            case null:
                break;
            case GridValue own:
                Style(cell, own.Value, own.Format, text);
                Right(cell.Style);
                break;
            case PartialDate { Exact: { } day } when day >= FirstDay:
                cell.Style.NumberFormat.Format = NumberFormat(ValueFormat.Date);
                Left(cell.Style);
                break;
            case IConvertible and not string when ValueNumber.Of(value) is not null:
                cell.Style.NumberFormat.Format = NumberFormat(format, value);
                Right(cell.Style);
                break;
            default:
                TextStyle(cell.Style, ExcelText.Fit(TextOf(value, format, text)));
                break;
        }
    }

    public static void Text(IXLCell cell, string text)
    {
        var fit = ExcelText.Fit(text);
        cell.SetValue<string>(fit);
        TextStyle(cell.Style, fit);
    }

    /// <summary>A text that fits, to the last blank: it comes back by an import.</summary>
    public static void Exact(IXLCell cell, string text)
    {
        cell.SetValue<string>(text);
        TextStyle(cell.Style, text);
    }

    private static string TextOf(object value, ValueFormat format, ValueText says) => value switch
    {
        string text => text,
        PartialDate { IsExact: true } date => date.ToString(),
        _ => says.Of(value, format),
    };

    private static void TextStyle(IXLStyle style, string text)
    {
        Left(style);
        if (TextDirection.IsRightToLeft(text))
        {
            // Excel would see it by itself; others set numbers and full stops of such text in the wrong place.
            style.Alignment.ReadingOrder = XLAlignmentReadingOrderValues.RightToLeft;
        }

        if (FormulaGuard.IsRisky(text))
        {
            // Stays text even when somebody opens the cell and presses Enter.
            style.IncludeQuotePrefix = true;
        }
    }

    /// <summary>Set off from a number that ends in the column before.</summary>
    public static void Left(IXLStyle style)
    {
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
        style.Alignment.Indent = 1;
    }

    public static void Right(IXLStyle style)
    {
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        style.Alignment.Indent = 1;
    }

    /// <summary>A change shows its sign: +3, -5, 0.</summary>
    public static void Signed(IXLStyle style)
    {
        var format = style.NumberFormat.Format;
        if (format.Length > 0)
        {
            style.NumberFormat.Format = $"+{format};-{format};{format}";
        }
    }

    /// <summary>Cents show where there are some.</summary>
    public static string NumberFormat(ValueFormat format, object? value = null) => format switch
    {
        ValueFormat.Fraction => "#,##0.00",
        ValueFormat.Percent => "0.0%",
        ValueFormat.Money when value is decimal amount && !decimal.IsInteger(amount) => "\"$\"#,##0.00",
        ValueFormat.Money => "\"$\"#,##0",
        ValueFormat.Date => "yyyy-mm-dd",
        ValueFormat.Count => "#,##0",
        _ => "General",
    };
}
