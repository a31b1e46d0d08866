using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel;

/// <summary>Adds a native chart to a sheet: beside a narrow table, below a wide one.</summary>
internal static class NativeChart
{
    public const string DrawingId = "rIdDrawing1";
    private const string ChartId = "rIdChart1";
    private const double NarrowTable = 56;
    private const int MaxRowsBeside = 40;

    private const double CharactersOfUsualWidth = 90;

    private static readonly XNamespace Xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    /// <summary>The width that the chart adds to the sheet, in characters.</summary>
    public static double Characters(SheetPosition sheet) => IsBeside(sheet) ? CharactersOfUsualWidth * ChartNames.Width(sheet.Chart!) / ChartNames.UsualWidth : 0;

    /// <summary>Where the chart stands on the sheet of its cells.</summary>
    public static ChartPlace PlaceOf(SheetPosition sheet)
    {
        var (column, row) = IsBeside(sheet) ? (sheet.Grid.Columns.Count + 1, sheet.HeaderRow - 1) : (0, sheet.LastRow + 1);
        var height = sheet.Chart!.Kind == ChartKind.Bar
            ? Math.Clamp(120 + (sheet.Grid.Rows.Count * Math.Max(sheet.Chart.Series.Count * 14, 24)), 340, 1200)
            : 380;
        return new ChartPlace(column, row, ChartNames.Width(sheet.Chart), height);
    }

    /// <param name="cells">The cells that the chart refers to, also on another sheet.</param>
    /// <param name="hasAxisTitles">False if the title of the chart names both axes.</param>
    public static void Add(WorksheetPart part, SheetPosition cells, ChartPlace place, bool hasAxisTitles = true)
    {
        var drawing = part.AddNewPart<DrawingsPart>(DrawingId);
        var chart = drawing.AddNewPart<ChartPart>(ChartId);
        Feed(chart, ChartXml.Of(cells, cells.Chart!, ChartLayout.RunsFromRight(cells.Chart!, cells.Grid.Text.Language), hasAxisTitles, ChartNames.Step(cells.Chart!, place.Width)));
        Feed(drawing, Anchor(cells.Chart!, place));
    }

    private static bool IsBeside(SheetPosition sheet) => sheet.Width <= NarrowTable && sheet.Grid.Rows.Count <= MaxRowsBeside;

    /// <summary>Anchors the chart to one cell with a fixed size, so that filtered rows or wider columns do not distort it.</summary>
    private static XElement Anchor(ChartSection chart, ChartPlace place) => new(
        Xdr + "wsDr",
        new XAttribute(XNamespace.Xmlns + "xdr", Xdr),
        new XAttribute(XNamespace.Xmlns + "a", A),
        new XElement(
            Xdr + "oneCellAnchor",
            new XElement(
                Xdr + "from",
                new XElement(Xdr + "col", place.Column),
                new XElement(Xdr + "colOff", 0),
                new XElement(Xdr + "row", place.Row),
                new XElement(Xdr + "rowOff", 0)),
            new XElement(Xdr + "ext", new XAttribute("cx", Pixels(place.Width)), new XAttribute("cy", Pixels(place.Height))),
            Frame(chart),
            new XElement(Xdr + "clientData")));

    private static XElement Frame(ChartSection chart) => new(
        Xdr + "graphicFrame",
        new XAttribute("macro", string.Empty),
        new XElement(
            Xdr + "nvGraphicFramePr",
            new XElement(
                Xdr + "cNvPr",
                new XAttribute("id", 2),
                new XAttribute("name", "Chart 1"),
                new XAttribute("descr", ExcelText.Clean($"{chart.Title}: {chart.MeasureCaption}, {chart.Categories.Caption}"))),
            new XElement(Xdr + "cNvGraphicFramePr")),
        new XElement(
            Xdr + "xfrm",
            new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)),
            new XElement(A + "ext", new XAttribute("cx", 0), new XAttribute("cy", 0))),
        new XElement(
            A + "graphic",
            new XElement(
                A + "graphicData",
                new XAttribute("uri", C.NamespaceName),
                new XElement(C + "chart", new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "r", R), new XAttribute(R + "id", ChartId)))));

    /// <summary>Converts to English Metric Units, 9,525 for each pixel.</summary>
    private static long Pixels(int pixels) => pixels * 9_525L;

    private static void Feed(OpenXmlPart part, XElement root)
    {
        using var stream = new MemoryStream();
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(stream, SaveOptions.DisableFormatting);
        stream.Position = 0;
        part.FeedData(stream);
    }
}
