using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>Splits a matrix' columns into tables that fit on a landscape page: nothing may leave the paper.</summary>
internal static class ColumnParts
{
    /// <summary>What a landscape page leaves for figures, beside the names, in em of the small type of wide tables.</summary>
    private const double Room = 68;

    private const double Padding = 1.3;
    /// <summary>Longer words of a column's name are broken.</summary>
    private const double LongestWord = 7.2;

    private const double Narrowest = 4.2;

    /// <summary>First and last column of each part, counted from 0; the total stands in the last.</summary>
    public static IReadOnlyList<(int First, int Last)> Of(MatrixSection matrix)
    {
        var columns = matrix.Columns.Members.Count;
        var widest = matrix.Cells.SelectMany(row => row).Concat(matrix.ColumnTotals).Concat(matrix.RowTotals).Append(matrix.GrandTotal)
            .Max(value => TextWidth.Em(ValueText.Of(value, matrix.Format)));
        var longestWord = matrix.Columns.Members.SelectMany(member => member.Name.Split(' ')).Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        widest = Math.Max(widest, Math.Min(longestWord, LongestWord));
        var most = Math.Max((int)(Room / Math.Max(widest + Padding, Narrowest)) - 1, 3);
        var parts = Math.Max((int)Math.Ceiling(columns / (double)most), 1);
        var each = (int)Math.Ceiling(columns / (double)parts);
        return [.. Enumerable.Range(0, parts).Select(i => (i * each, Math.Min((i + 1) * each, columns) - 1))];
    }
}
