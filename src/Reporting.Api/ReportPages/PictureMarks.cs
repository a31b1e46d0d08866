using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Api.ReportPages;

/// <summary>Lays out the miniature of a report: a row of figures, and below it the first two sections of different kinds.</summary>
internal static class PictureMarks
{
    private const string Grey = Palette.Rule;
    private const string Tint = Palette.Tint;
    private static readonly double[] Heights = [0.45, 0.7, 0.55, 0.9, 0.65, 1];

    public static IEnumerable<PictureMark> Of(IReadOnlyList<SectionDefinition> sections, int accent)
    {
        var hasFigures = sections.Any(s => s is KpiDefinition or HeadlineDefinition);
        var shown = sections.Where(s => s is not (KpiDefinition or HeadlineDefinition or PageBreakDefinition or TextDefinition)).DistinctBy(Kind).Take(2).ToList();
        var colour = Colour(accent);
        var top = hasFigures ? 46.0 : 28;
        return
        [
            .. hasFigures ? Figures(10, 27, 140, 13, colour) : [],
            .. shown.Count switch
            {
                0 => Lines(10, top, 140, 97 - top),
                1 => Section(shown[0], 10, top, 140, 97 - top, accent),
                _ => Section(shown[0], 10, top, 78, 97 - top, accent).Concat(Section(shown[1], 98, top, 52, 97 - top, accent)),
            },
        ];
    }

    private static string Kind(SectionDefinition section) => section is ChartDefinition chart ? chart.Chart.ToString() : section.GetType().Name;

    private static IEnumerable<PictureMark> Section(SectionDefinition section, double x, double y, double width, double height, int accent) => section switch
    {
        MatrixDefinition => Matrix(x, y, width, height, Colour(accent)),
        ChartDefinition chart => chart.Chart switch
        {
            ChartKind.HeatMap => Matrix(x, y, width, height, Colour(accent)),
            ChartKind.Bar or ChartKind.Map => Bars(x, y, width, height, Colour(accent)),
            ChartKind.StackedColumn => Columns(x, y, width, height, [Colour(accent), Colour(accent + 1)]),
            ChartKind.Column or ChartKind.Line => Columns(x, y, width, height, [Colour(accent)]),
        },
        TableDefinition => Table(x, y, width, height, Colour(accent)),
        _ => Lines(x, y, width, height),
    };

    private static IEnumerable<PictureMark> Figures(double x, double y, double width, double height, string colour)
    {
        var each = (width - 12) / 4;
        for (var i = 0; i < 4; i++)
        {
            var left = x + (i * (each + 4));
            yield return new(left, y, each, height, Tint);
            yield return new(left, y, each, 1.6, colour);
            yield return new(left + 4, y + 5.5, each * 0.4, 4.4, Palette.Navy);
        }
    }

    private static IEnumerable<PictureMark> Matrix(double x, double y, double width, double height, string colour)
    {
        var (columns, rows) = ((int)(width / 13), (int)(height / 9));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var strength = column == 0 ? 0 : ((row * 5) + (column * 3) + (row * column)) % 7;
                var fill = column == 0 ? Grey : strength < 2 ? Tint : colour + (strength < 4 ? "55" : strength < 6 ? "99" : "dd");
                yield return new(x + (column * width / columns), y + (row * height / rows), (width / columns) - 1.6, (height / rows) - 1.6, fill);
            }
        }
    }

    private static IEnumerable<PictureMark> Columns(double x, double y, double width, double height, IReadOnlyList<string> colours)
    {
        var each = width / Heights.Length;
        for (var i = 0; i < Heights.Length; i++)
        {
            var tall = (height - 2) * Heights[i];
            var first = colours.Count == 1 ? tall : tall * (0.45 + (0.06 * (i % 3)));
            yield return new(x + (i * each), y + height - 2 - first, each * 0.7, first, colours[0]);
            if (colours.Count > 1)
            {
                yield return new(x + (i * each), y + height - 2 - tall, each * 0.7, tall - first - 0.6, colours[1]);
            }
        }

        yield return new(x, y + height - 1.4, width, 1.4, Grey);
    }

    private static IEnumerable<PictureMark> Bars(double x, double y, double width, double height, string colour) =>
        Enumerable.Range(0, 5).Select(i => new PictureMark(x, y + (i * height / 5), width * Heights[^(i + 1)] * 0.95, (height / 5) - 3, colour));

    private static IEnumerable<PictureMark> Table(double x, double y, double width, double height, string colour)
    {
        yield return new(x, y, width, 5, colour);
        for (var line = 0; line < (int)((height - 8) / 7); line++)
        {
            yield return new(x, y + 8.5 + (line * 7), width * (0.5 - (0.07 * (line % 3))), 3, Grey);
            yield return new(x + (width * 0.62), y + 8.5 + (line * 7), width * 0.14, 3, Grey);
            yield return new(x + (width * 0.84), y + 8.5 + (line * 7), width * 0.16, 3, Grey);
        }
    }

    private static IEnumerable<PictureMark> Lines(double x, double y, double width, double height)
    {
        for (var line = 0; line < (int)(height / 12); line++)
        {
            yield return new(x, y + (line * 12), width * 0.18, 3.4, "#7b8da0");
            yield return new(x + (width * 0.24), y + (line * 12), width * 0.7, 3.4, Grey);
            yield return new(x + (width * 0.24), y + (line * 12) + 5, width * 0.5, 2.6, Tint);
        }
    }

    private static string Colour(int number) => "#" + ChartPalette.Colour(number);
}

/// <summary>A rectangle of a report's picture.</summary>
internal sealed record PictureMark(double X, double Y, double Width, double Height, string Fill);
