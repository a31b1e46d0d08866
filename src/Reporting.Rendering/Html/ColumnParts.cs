using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>Splits the columns of figures into tables that fit on a landscape page: nothing may leave the paper.</summary>
internal static class ColumnParts
{
    /// <summary>What a landscape page of A4 or Letter leaves for figures, beside the names, in em of the small type of wide tables.</summary>
    private const double Room = 66;

    /// <summary>What a portrait page leaves.</summary>
    private const double PortraitRoom = 47;

    private const double Padding = 1.5;

    /// <summary>Longer words of a column's name are broken.</summary>
    private const double MaxWord = 7.2;

    /// <summary>A longer name makes its column wider: a head of many lines would take the page from the figures.</summary>
    private const int MaxLines = 7;

    private const double Narrowest = 4.2;

    /// <summary>First and last column of each part, counted from 0; the total stands in the last.</summary>
    public static IReadOnlyList<(int First, int Last)> Of(MatrixSection matrix, ValueText text) => Of(
        [.. matrix.Columns.Members.Select(member => member.Name)],
        Figures(matrix, text));

    /// <inheritdoc cref="Of(MatrixSection, ValueText)"/>
    public static IReadOnlyList<(int First, int Last)> Of(ChartSection map, ValueText text) => Of(
        [.. map.Series.Select(series => series.Name)],
        Figures(map, text));

    /// <summary>Whether all columns, and one for totals, fit on a portrait page in small type.</summary>
    public static bool FitPortrait(MatrixSection matrix, ValueText text) =>
        (matrix.Columns.Members.Count + 1) * Width([.. matrix.Columns.Members.Select(member => member.Name)], Figures(matrix, text)) <= PortraitRoom;

    /// <inheritdoc cref="FitPortrait(MatrixSection, ValueText)"/>
    public static bool FitPortrait(ChartSection map, ValueText text) => map.Series.Count * Width([.. map.Series.Select(series => series.Name)], Figures(map, text)) <= PortraitRoom;

    private static IEnumerable<string> Figures(MatrixSection matrix, ValueText text) =>
        matrix.Cells.SelectMany(row => row).Concat(matrix.ColumnTotals).Concat(matrix.RowTotals).Append(matrix.GrandTotal).Select(value => text.Of(value, matrix.Format));

    private static IEnumerable<string> Figures(ChartSection map, ValueText text) => map.Series.SelectMany(series => series.Values).Select(value => text.Of(value, map.Format));

    private static IReadOnlyList<(int First, int Last)> Of(IReadOnlyList<string> names, IEnumerable<string> figures)
    {
        var most = Math.Max((int)(Room / Width(names, figures)) - 1, 3);
        var parts = Math.Max((int)Math.Ceiling(names.Count / (double)most), 1);
        var each = (int)Math.Ceiling(names.Count / (double)parts);
        parts = Math.Max((int)Math.Ceiling(names.Count / (double)Math.Max(each, 1)), 1);
        return [.. Enumerable.Range(0, parts).Select(i => (i * each, Math.Min((i + 1) * each, names.Count) - 1))];
    }

    private static double Width(IReadOnlyList<string> names, IEnumerable<string> figures)
    {
        var widest = figures.Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        var maxWord = names.SelectMany(name => name.Split(' ')).Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        var longest = names.Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        widest = Math.Max(widest, Math.Max(Math.Min(maxWord, MaxWord), longest / MaxLines));
        return Math.Max(widest + Padding, Narrowest);
    }
}
