using System.Globalization;
using System.Text;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Api.Home;

/// <summary>Draws a chart as a small picture without texts. Its colours are attributes, because an image has no style sheet of the page.</summary>
internal static class ThumbnailSvg
{
    private const double Width = 160;
    private const double Height = 104;
    private const double Left = 10;
    private const double Top = 10;
    private const double Bottom = 94;
    private const int MaxCategories = 24;
    private const string Line = "#8a98a6";

    /// <param name="chart">Null draws an empty picture.</param>
    public static string Of(ChartSection? chart)
    {
        var marks = new StringBuilder();
        if (chart is { Categories.Members.Count: > 0 })
        {
            Draw(chart, marks);
        }

        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}">{marks}</svg>""");
    }

    private static void Draw(ChartSection chart, StringBuilder marks)
    {
        // The latest periods, or the first of other categories.
        var count = Math.Min(chart.Categories.Members.Count, MaxCategories);
        var first = chart.Categories.IsTime ? chart.Categories.Members.Count - count : 0;
        var values = chart.Series.Select(s => s.Values.Skip(first).Take(count).Select(v => Math.Max(ValueNumber.Of(v) ?? 0, 0)).ToList()).ToList();
        switch (chart.Kind)
        {
            case ChartKind.HeatMap:
                Tiles(values, count, marks);
                break;
            case ChartKind.Bar or ChartKind.Map:
                Bars([.. Enumerable.Range(0, count).Select(i => values.Sum(s => s[i]))], marks);
                break;
            case ChartKind.Column or ChartKind.StackedColumn or ChartKind.Line:
                Columns(chart, values, count, marks);
                break;
        }
    }

    private static void Columns(ChartSection chart, List<List<double>> values, int count, StringBuilder marks)
    {
        var most = Math.Max(Enumerable.Range(0, count).Max(i => values.Sum(s => s[i])), 1);
        var each = (Width - (2 * Left)) / count;
        for (var i = 0; i < count; i++)
        {
            var y = Bottom;
            foreach (var (series, number) in values.Select((s, n) => (s, n)))
            {
                var height = series[i] / most * (Bottom - Top);
                y -= height;
                Rectangle(marks, Left + (i * each) + (each * 0.12), y, each * 0.76, height, Colour(chart.Series[number].Colour ?? number));
            }
        }

        Rectangle(marks, Left, Bottom, Width - (2 * Left), 1.2, Line);
    }

    private static void Bars(List<double> values, StringBuilder marks)
    {
        var (most, each) = (Math.Max(values.Max(), 1), (Bottom - Top) / values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            Rectangle(marks, Left, Top + (i * each) + (each * 0.12), values[i] / most * (Width - (2 * Left)), each * 0.76, Colour(0));
        }

        Rectangle(marks, Left - 1.2, Top, 1.2, Bottom - Top, Line);
    }

    private static void Tiles(List<List<double>> values, int count, StringBuilder marks)
    {
        var (most, across, down) = (Math.Max(values.SelectMany(v => v).DefaultIfEmpty(0).Max(), 1), (Width - (2 * Left)) / values.Count, (Bottom - Top) / count);
        foreach (var (series, x) in values.Select((s, n) => (s, n)))
        {
            for (var i = 0; i < count; i++)
            {
                Rectangle(marks, Left + (x * across), Top + (i * down), across - 1, down - 1, Colour(0), 0.08 + (0.92 * series[i] / most));
            }
        }
    }

    private static string Colour(int number) => "#" + ChartPalette.Colour(number);

    private static void Rectangle(StringBuilder marks, double x, double y, double width, double height, string fill, double opacity = 1) => marks.Append(
        CultureInfo.InvariantCulture, $"""<rect x="{x:0.##}" y="{y:0.##}" width="{Math.Max(width, 0):0.##}" height="{Math.Max(height, 0):0.##}" fill="{fill}" fill-opacity="{opacity:0.##}"/>""");
}
