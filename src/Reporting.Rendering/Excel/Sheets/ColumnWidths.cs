using Reporting.Engine.Model;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Column widths from the text (the measuring calls of ClosedXML need GDI+). Numbers and dates always fit, so ####
/// never shows; long text wraps.
/// </summary>
internal static class ColumnWidths
{
    private const double Narrowest = 9;
    private const double WidestText = 42;
    private const double WidestOfMany = 30;
    private const int Many = 10;
    private const double TallestRow = 400;

    private const double DigitEm = 0.53;

    /// <summary>Looks at this many rows for text; numbers are all looked at.</summary>
    private const int Sample = 2_000;

    public static double Of(Grid grid, int column)
    {
        var definition = grid.Columns[column];
        var header = Characters(definition.Caption) + 4;
        var total = grid.Total is { } totals ? Width(totals[column], definition.Format, grid.Text) * 1.1 : 0;
        var widest = Math.Max(Math.Min(header, MaxWord(definition.Caption, 16)), total);
        var isText = definition.Format == ValueFormat.Text;
        for (var i = 0; i < grid.Rows.Count && !(isText && i >= Sample); i++)
        {
            widest = Math.Max(widest, Width(grid.Rows[i][column], definition.Format, grid.Text));
        }

        widest = Math.Max(widest, Narrowest);
        return Math.Ceiling(isText ? Math.Min(widest, grid.Columns.Count > Many ? WidestOfMany : WidestText) : widest);
    }

    /// <summary>On how many lines it will stand in such a column.</summary>
    public static int Lines(object? value, double width) => value switch
    {
        string text when text.Contains('\n', StringComparison.Ordinal) => text.Split('\n').Sum(part => Lines(part, width)),
        string text when Characters(text) + 2 > width => TextWidth.Lines(text, (width - 3) * DigitEm * 0.88).Count,
        _ => 1,
    };

    /// <summary>Of a row with so many lines, in points: set outright, as viewers differ in what they do by themselves.</summary>
    public static double RowHeight(int lines) => Math.Min((15 * lines) + 3, TallestRow);

    private static double MaxWord(string caption, double atLeast) =>
        Math.Max(atLeast, caption.Split(' ').Max(Characters) + 4);

    private static double Width(object? value, ValueFormat format, ValueText text) => value switch
    {
        null => 0,
        GridValue own => Width(own.Value, own.Format, text),
        _ => Characters(text.Of(value, format)) + 3,
    };

    /// <summary>In digits of the default font, which is what Excel's widths count; a digit is 0.51 em of Calibri.</summary>
    private static double Characters(string text) => TextWidth.Em(text) / DigitEm;
}
