using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>Splits the figure columns of wide tables into parts that fit on a landscape page.</summary>
internal static class ColumnParts
{
    /// <summary>The width for figures on a landscape A4 or Letter page, in em of the small type of wide tables.</summary>
    private const double LandscapeWidth = 66;

    /// <summary>The same for a portrait page.</summary>
    private const double PortraitWidth = 47;

    /// <summary>The most series in a table beside a chart, on a portrait page.</summary>
    private const int SeriesPerTable = 7;

    private const double Padding = 1.2;

    /// <summary>The same for names, which have smaller type than figures.</summary>
    private const double NamePadding = 0.95;

    /// <summary>The maximum width of a word in a column's name. Longer words are broken.</summary>
    private const double MaxWord = 7.2;

    /// <summary>The maximum number of lines in a header. A longer name widens its column, because a header of many lines would leave too little space for figures.</summary>
    private const int MaxLines = 7;

    private const double MinWidth = 4.2;

    /// <summary>
    /// The columns of a matrix on a page: all, or fewer years with the earlier ones in one column where all do not fit upright, or on the turned page that the
    /// section asks for.
    /// </summary>
    public static IReadOnlyList<MatrixColumn> ColumnsOf(MatrixSection matrix, ValueText text)
    {
        var all = MatrixColumn.All(matrix, text.Captions.Total);
        var width = matrix.Orientation == PageOrientation.Landscape ? LandscapeWidth : PortraitWidth;
        return Fits(all, width, matrix, text) ? all : MatrixColumn.Fewer(matrix, text.Captions.Total) ?? all;
    }

    /// <summary>The first and last column of each part, from 0. The last part also has the total.</summary>
    public static IReadOnlyList<(int First, int Last)> Of(MatrixSection matrix, ValueText text)
    {
        var columns = ColumnsOf(matrix, text);
        return Of(Names(columns), Figures(columns, matrix, text));
    }

    /// <inheritdoc cref="Of(MatrixSection, ValueText)"/>
    public static IReadOnlyList<(int First, int Last)> Of(ChartSection map, ValueText text) => Of(
        [.. map.Series.Select(series => series.Name)],
        Figures(map, text));

    /// <summary>The caption of a table, which names its columns where the table has several parts.</summary>
    public static string Caption(string whole, IReadOnlyList<(int First, int Last)> parts, (int First, int Last) part, ValueText text) =>
        parts.Count > 1 ? $"{whole}, {Captions.Format(text.Captions.PartOfColumns, part.First + 1, part.Last + 1, parts[^1].Last + 1)}" : whole;

    /// <summary>The series of each table beside a chart, evenly distributed.</summary>
    public static IEnumerable<ChartSeries[]> TablesOf(ChartSection chart) =>
        chart.Series.Chunk((int)Math.Ceiling(chart.Series.Count / Math.Ceiling(chart.Series.Count / (double)SeriesPerTable)));

    /// <summary>True when all columns and the total fit on a portrait page in small type.</summary>
    public static bool FitPortrait(MatrixSection matrix, ValueText text) => Fits(ColumnsOf(matrix, text), PortraitWidth, matrix, text);

    /// <inheritdoc cref="FitPortrait(MatrixSection, ValueText)"/>
    public static bool FitPortrait(ChartSection map, ValueText text) => map.Series.Count * Width([.. map.Series.Select(series => series.Name)], Figures(map, text)) <= PortraitWidth;

    private static bool Fits(IReadOnlyList<MatrixColumn> columns, double width, MatrixSection matrix, ValueText text) =>
        columns.Count * Width(Names(columns), Figures(columns, matrix, text)) <= width;

    private static List<string> Names(IReadOnlyList<MatrixColumn> columns) => [.. columns.Where(column => !column.IsTotal).Select(column => column.Name)];

    private static IEnumerable<string> Figures(IReadOnlyList<MatrixColumn> columns, MatrixSection matrix, ValueText text) =>
        columns.SelectMany(column => column.Cells.Append(column.Total)).Select(value => text.Of(value, matrix.Format));

    private static IEnumerable<string> Figures(ChartSection map, ValueText text) => map.Series.SelectMany(series => series.Values).Select(value => text.Of(value, map.Format));

    private static IReadOnlyList<(int First, int Last)> Of(IReadOnlyList<string> names, IEnumerable<string> figures)
    {
        var most = Math.Max((int)(LandscapeWidth / Width(names, figures)) - 1, 3);
        var parts = Math.Max((int)Math.Ceiling(names.Count / (double)most), 1);
        var each = (int)Math.Ceiling(names.Count / (double)parts);
        parts = Math.Max((int)Math.Ceiling(names.Count / (double)Math.Max(each, 1)), 1);
        return [.. Enumerable.Range(0, parts).Select(i => (i * each, Math.Min((i + 1) * each, names.Count) - 1))];
    }

    private static double Width(IReadOnlyList<string> names, IEnumerable<string> figures)
    {
        var widest = figures.Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        var maxWord = names.SelectMany(name => name.Split(' ', '–', '-')).Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        var longest = names.Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        var name = Math.Max(Math.Min(maxWord, MaxWord), longest / MaxLines);
        return Math.Max(Math.Max(widest + Padding, name + NamePadding), MinWidth);
    }
}
