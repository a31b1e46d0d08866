using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel;

/// <summary>
/// A chart part (ECMA-376 part 1, 21.2). Names and values refer to cells of the sheet's table. Cached copies are included for viewers that do not
/// recalculate.
/// </summary>
internal static class ChartXml
{
    private const int CategoryAxis = 500_001;
    private const int ValueAxis = 500_002;

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    /// <param name="fromRight">True if categories of columns, or bars, start on the right (<see cref="ChartLayout.RunsFromRight"/>).</param>
    /// <param name="step">1 if each category has its name on the axis, 2 if every second has.</param>
    public static XElement Of(SheetPosition sheet, ChartSection chart, bool fromRight, bool hasAxisTitles, int step) => new(
        C + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "c", C),
        new XAttribute(XNamespace.Xmlns + "a", A),
        Value("roundedCorners", 0),
        new XElement(
            C + "chart",
            Title(chart.Title, 1400, bold: true),
            Value("autoTitleDeleted", 0),
            new XElement(
                C + "plotArea",
                new XElement(C + "layout"),
                Plot(sheet, chart, step == 1),
                Categories(chart, fromRight, hasAxisTitles, step),
                Values(chart, fromRight, hasAxisTitles)),
            chart.HasLegend ? new XElement(C + "legend", Value("legendPos", "b"), Value("overlay", 0)) : null,
            Value("plotVisOnly", 1),
            Value("dispBlanksAs", "gap")));

    private static XElement Plot(SheetPosition sheet, ChartSection chart, bool hasLabels)
    {
        var series = chart.Series.Select((_, i) => Series(sheet, chart, i, hasLabels));
        return chart.Kind switch
        {
            ChartKind.Line => new XElement(C + "lineChart", Value("grouping", "standard"), Value("varyColors", 0), series, Value("marker", 1), Axes()),
            ChartKind.Column => Bars("col", "clustered", overlap: null),
            ChartKind.StackedColumn => Bars("col", "stacked", Value("overlap", 100)),
            ChartKind.Bar or ChartKind.Map => Bars("bar", "clustered", overlap: null),
            ChartKind.HeatMap => throw new UnreachableException("A heat map is tinted cells, not a chart."),
        };

        XElement Bars(string direction, string grouping, XElement? overlap) => new(
            C + "barChart", Value("barDir", direction), Value("grouping", grouping), Value("varyColors", 0), series, Value("gapWidth", 60), overlap, Axes());
    }

    private static XElement Series(SheetPosition sheet, ChartSection chart, int index, bool hasLabels)
    {
        var line = chart.Kind == ChartKind.Line;
        var fill = new XElement(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", ChartPalette.Colour(ChartPalette.Of(chart, index)))));
        return new XElement(
            C + "ser",
            Value("idx", index),
            Value("order", index),
            new XElement(C + "tx", Names(Cells(sheet, index + 2, sheet.HeaderRow, sheet.HeaderRow), [chart.Series[index].Name])),
            new XElement(
                C + "spPr",
                line ? new XElement(A + "ln", new XAttribute("w", 28575), new XAttribute("cap", "rnd"), fill, new XElement(A + "round")) : fill),
            line ? Marker(fill) : Value("invertIfNegative", 0),
            // A label "33.3%" of three engagements says less than the cells. Labels of narrow columns would overlap.
            hasLabels && chart.Series.Count == 1 && !chart.Series[0].Values.Any(value => value is Proportion) ? DataLabels(chart) : null,
            new XElement(
                C + "cat",
                Names(Cells(sheet, 1, sheet.FirstDataRow, sheet.LastDataRow), [.. chart.Categories.Members.Select(member => member.Name)])),
            new XElement(C + "val", Figures(Cells(sheet, index + 2, sheet.FirstDataRow, sheet.LastDataRow), chart, index)),
            line ? Value("smooth", 0) : null);
    }

    private static XElement Marker(XElement fill) => new(
        C + "marker", Value("symbol", "circle"), Value("size", 6), new XElement(C + "spPr", fill));

    private static XElement DataLabels(ChartSection chart) => new(
        C + "dLbls",
        Format(chart),
        Value("spPr"),
        Value("dLblPos", chart.Kind switch { ChartKind.Line => "t", ChartKind.StackedColumn => "ctr", _ => "outEnd" }),
        Value("showLegendKey", 0),
        Value("showVal", 1),
        Value("showCatName", 0),
        Value("showSerName", 0),
        Value("showPercent", 0),
        Value("showBubbleSize", 0));

    private static object[] Axes() => [Value("axId", CategoryAxis), Value("axId", ValueAxis)];

    private static XElement Categories(ChartSection chart, bool fromRight, bool hasTitle, int step) => new(
        C + "catAx",
        Value("axId", CategoryAxis),
        // Excel draws bars from the bottom up. Reversed, the first category is on top, as in the table.
        new XElement(C + "scaling", Value("orientation", chart.Kind == ChartKind.Bar || fromRight ? "maxMin" : "minMax")),
        Value("delete", 0),
        Value("axPos", chart.Kind == ChartKind.Bar ? (fromRight ? "r" : "l") : "b"),
        hasTitle ? Title(chart.Categories.Caption, 1000, bold: false) : null,
        Value("majorTickMark", "none"),
        Value("minorTickMark", "none"),
        Value("tickLblPos", "low"),
        chart.Kind == ChartKind.Bar ? null : Level(wraps: step == 1),
        Value("crossAx", ValueAxis),
        Value("crosses", "autoZero"),
        Value("auto", 0),
        Value("lblOffset", 100),
        step > 1 ? Value("tickLblSkip", step) : null,
        Value("noMultiLvlLbl", 1));

    private static XElement Values(ChartSection chart, bool fromRight, bool hasTitle) => new(
        C + "valAx",
        Value("axId", ValueAxis),
        new XElement(C + "scaling", Value("orientation", chart.Kind == ChartKind.Bar && fromRight ? "maxMin" : "minMax")),
        Value("delete", 0),
        Value("axPos", chart.Kind == ChartKind.Bar ? "b" : fromRight ? "r" : "l"),
        new XElement(C + "majorGridlines", new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", "D5DCE4")))))),
        hasTitle ? Title(chart.MeasureCaption, 1000, bold: false) : null,
        Format(chart),
        Value("majorTickMark", "none"),
        Value("minorTickMark", "none"),
        Value("tickLblPos", "nextTo"),
        Value("crossAx", CategoryAxis),
        Value("crosses", chart.Kind == ChartKind.Bar ? "max" : "autoZero"),
        Value("crossBetween", "between"));

    /// <summary>Labels that are too wide wrap at spaces instead of turning: "July 2025" stands in two lines.</summary>
    private static XElement Level(bool wraps) => new(
        C + "txPr",
        // LibreOffice breaks words of level labels, and leaves out labels of others.
        wraps ? new XElement(A + "bodyPr", new XAttribute("rot", 0), new XAttribute("vert", "horz")) : new XElement(A + "bodyPr"),
        new XElement(A + "p", new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", 800))), new XElement(A + "endParaRPr", new XAttribute("lang", "en-US"))));

    private static XElement Format(ChartSection chart) => new(
        C + "numFmt", new XAttribute("formatCode", ExcelCell.NumberFormat(chart.Format)), new XAttribute("sourceLinked", 0));

    private static XElement Title(string text, int size, bool bold) => new(
        C + "title",
        new XElement(
            C + "tx",
            new XElement(
                C + "rich",
                new XElement(A + "bodyPr"),
                new XElement(
                    A + "p",
                    new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0))),
                    new XElement(A + "r", new XElement(A + "rPr", new XAttribute("lang", "en-US"), new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0)), new XElement(A + "t", ExcelText.Clean(text)))))),
        Value("overlay", 0));

    private static XElement Names(string cells, IReadOnlyList<string> names) => new(
        C + "strRef",
        new XElement(C + "f", cells),
        new XElement(
            C + "strCache",
            Value("ptCount", names.Count),
            names.Select((name, i) => new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", ExcelText.Fit(name))))));

    private static XElement Figures(string cells, ChartSection chart, int series) => new(
        C + "numRef",
        new XElement(C + "f", cells),
        new XElement(
            C + "numCache",
            new XElement(C + "formatCode", ExcelCell.NumberFormat(chart.Format)),
            Value("ptCount", chart.Series[series].Values.Count),
            chart.Series[series].Values
                .Select((value, i) => (Number: ValueNumber.Of(value), Index: i))
                .Where(point => point.Number is not null)
                .Select(point => new XElement(C + "pt", new XAttribute("idx", point.Index), new XElement(C + "v", point.Number!.Value.ToString("R", CultureInfo.InvariantCulture))))));

    private static string Cells(SheetPosition sheet, int column, int first, int last)
    {
        var letter = XLHelper.GetColumnLetterFromNumber(column);
        var cells = first == last ? $"${letter}${first}" : $"${letter}${first}:${letter}${last}";
        return $"'{sheet.Name.Replace("'", "''", StringComparison.Ordinal)}'!{cells}";
    }

    private static XElement Value(string name, object? value = null) =>
        new(C + name, value is null ? null : new XAttribute("val", value));
}
