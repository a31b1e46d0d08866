using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel;

/// <summary>
/// Writes one value: numbers and exact dates as themselves with a format, all else as text. ClosedXML's own guessing
/// (<c>.Value =</c>) is never used: it turns "0001" into 1 and "=1+1" into a formula.
/// </summary>
internal static class ExcelCell
{
    public static readonly DateOnly FirstDay = new(1900, 3, 1);

    public static void Write(IXLCell cell, object? value, ValueFormat format)
    {
        switch (value)
        {
            case null:
                break;
            case GridValue own:
                Write(cell, own.Value, own.Format);
                Right(cell.Style);
                break;
            case StatedDate { Exact: { } day } when day >= FirstDay:
                cell.SetValue(day.ToDateTime(TimeOnly.MinValue));
                cell.Style.NumberFormat.Format = NumberFormat(ValueFormat.Date);
                Left(cell.Style);
                break;
            case StatedDate { IsExact: true } date:
                Text(cell, date.ToString());
                break;
            case StatedDate date:
                Text(cell, date.Label);
                break;
            case string text:
                Text(cell, text);
                break;
            case IConvertible when ValueNumber.Of(value) is { } number:
                cell.SetValue(number);
                cell.Style.NumberFormat.Format = NumberFormat(format, value);
                Right(cell.Style);
                break;
            default:
                Text(cell, ValueText.Of(value, format));
                break;
        }
    }

    public static void Text(IXLCell cell, string text)
    {
        var fit = ExcelText.Fit(text);
        cell.SetValue<string>(fit);
        Left(cell.Style);
        if (FormulaGuard.IsRisky(fit))
        {
            // Stays text even when somebody opens the cell and presses Enter.
            cell.Style.IncludeQuotePrefix = true;
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
