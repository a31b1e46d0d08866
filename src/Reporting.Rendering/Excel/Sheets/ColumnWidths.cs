using Reporting.Engine.Model;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Computes column widths from text, because ClosedXML's own measuring needs GDI+. Numbers and dates always fit, so #### never appears. Long text
/// wraps.
/// </summary>
internal static class ColumnWidths
{
    private const double MinWidth = 9;
    private const double MaxTextWidth = 42;
    private const double MaxTextWidthOfMany = 30;
    private const double MaxLongWidth = 60;
    private const double MaxCodeWidth = 48;
    private const int Many = 10;
    private const double MaxRowHeight = 400;

    private const double DigitEm = 0.53;

    /// <summary>Only this many rows are measured for text. All numbers are measured.</summary>
    private const int Sample = 2_000;

    public static double Of(Grid grid, int column)
    {
        var definition = grid.Columns[column];
        var header = Characters(definition.Caption) + 4;
        var total = grid.Total is { } totals ? Width(totals[column], definition.Format, grid.Text) * 1.1 : 0;
        var widest = Math.Max(Math.Min(header, MaxWord(definition.Caption, 16)), total);
        var isText = definition.Format == ValueFormat.Text;
        for (var i = 0; i < grid.Rows.Count && !(isText && !definition.IsCode && i >= Sample); i++)
        {
            widest = Math.Max(widest, Width(grid.Rows[i][column], definition.Format, grid.Text));
        }

        widest = Math.Max(widest, MinWidth);
        return Math.Ceiling(isText ? Math.Min(widest, MaxWidth(grid, definition)) : widest);
    }

    private static double MaxWidth(Grid grid, GridColumn column) => column switch
    {
        { IsCode: true } => MaxCodeWidth,
        { IsLong: true } => MaxLongWidth,
        _ => grid.Columns.Count > Many ? MaxTextWidthOfMany : MaxTextWidth,
    };

    /// <summary>The em of text that fit into so many characters.</summary>
    public static double Em(double characters) => characters * DigitEm * 0.88;

    /// <summary>The number of lines of a value in a column of this width.</summary>
    public static int Lines(object? value, double width) => value switch
    {
        string text when text.Contains('\n', StringComparison.Ordinal) => text.Split('\n').Sum(part => Lines(part, width)),
        string text when Characters(text) + 2 > width => TextWidth.Lines(text, Em(width - 3)).Count,
        _ => 1,
    };

    /// <summary>The height of a row with so many lines, in points. It is set explicitly, because viewers differ in their automatic heights.</summary>
    public static double RowHeight(int lines) => Math.Min((15 * lines) + 3, MaxRowHeight);

    private static double MaxWord(string caption, double atLeast) =>
        Math.Max(atLeast, caption.Split(' ').Max(Characters) + 4);

    private static double Width(object? value, ValueFormat format, ValueText text) => value switch
    {
        null => 0,
        GridValue own => Width(own.Value, own.Format, text),
        _ => Characters(text.Of(value, format)) + 3,
    };

    /// <summary>The width in digits of the default font, Excel's unit of width. A digit is 0.51 em of Calibri.</summary>
    private static double Characters(string text) => TextWidth.Em(text) / DigitEm;
}
