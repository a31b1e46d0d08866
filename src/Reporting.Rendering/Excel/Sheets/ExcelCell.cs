using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Writes one value. Numbers and exact dates are written as such with a format, everything else as text. ClosedXML's type detection
/// (<c>.Value =</c>) is not used: it turns "0001" into 1 and "=1+1" into a formula.
/// </summary>
internal static class ExcelCell
{
    public static readonly DateOnly FirstDay = new(1900, 3, 1);

    public static void Write(IXLCell cell, object? value, ValueFormat format, ValueText text)
    {
        Put(cell, value, format, text);
        Style(cell, value, format, text);
    }

    /// <summary>Writes the value without a style. Returns its kind: cells of the same kind and format share a style.</summary>
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
            case Proportion share:
                cell.SetValue(share.Ratio);
                return Literal(share, text);
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
            case Proportion share:
                cell.Style.NumberFormat.Format = Literal(share, text);
                Right(cell.Style);
                Direct(cell.Style, cell.Style.NumberFormat.Format);
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

    /// <summary>Writes a text that fits, including trailing blanks, because an import may read it back.</summary>
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

    /// <summary>A format that shows a ratio as "1 of 3". The cell holds the ratio.</summary>
    public static string Literal(Proportion share, ValueText text) => $"\"{text.Of(share, ValueFormat.Percent)}\"";

    private static void TextStyle(IXLStyle style, string text)
    {
        Left(style);
        Direct(style, text);
        if (FormulaGuard.IsRisky(text))
        {
            // The cell stays text even after editing and pressing Enter.
            style.IncludeQuotePrefix = true;
        }
    }

    private static void Direct(IXLStyle style, string text)
    {
        if (TextDirection.IsRightToLeft(text))
        {
            // Excel detects the direction itself. Other programs misplace numbers and full stops in right-to-left text without it.
            style.Alignment.ReadingOrder = XLAlignmentReadingOrderValues.RightToLeft;
        }
    }

    /// <summary>Aligns to the left, with a distance to a number in the previous column.</summary>
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

    /// <summary>Adds the sign to a change: +3, −5, 0.</summary>
    public static void Signed(IXLStyle style)
    {
        var format = style.NumberFormat.Format;
        if (format.Length > 0)
        {
            style.NumberFormat.Format = $"+{format};\"\u2212\"{format};{format}";
        }
    }

    /// <summary>The number format. Cents appear only if there are any.</summary>
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
