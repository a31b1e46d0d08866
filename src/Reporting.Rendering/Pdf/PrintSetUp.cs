using System.Net;
using Microsoft.Playwright;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Pdf;

/// <summary>Paper, margins, and what stands at the top and bottom of every page.</summary>
internal static class PrintSetUp
{
    private const string Fonts = "font-family:'Noto Sans','Noto Sans Hebrew','Noto Sans Devanagari',Arial,sans-serif;font-size:7.5px;color:#566373";

    public static PagePdfOptions Of(ReportDocument document) => new()
    {
        // The style sheet's page sizes hold: wide matrices stand on landscape pages.
        PreferCSSPageSize = true,
        Format = "A4",
        PrintBackground = true,
        Tagged = true,
        Outline = true,
        DisplayHeaderFooter = true,
        HeaderTemplate = Line(document, $"<span>{Marking(document)}</span><span>{Encode(TextWidth.Cut(document.Title, 60))}</span>"),
        FooterTemplate = Line(
            document,
            $"<span>{Encode(Captions.Version(document.Provenance))}</span><span>{Marking(document)}</span><span>Page <span class=\"pageNumber\"></span> of <span class=\"totalPages\"></span></span>"),
        Margin = new Margin { Top = "18mm", Bottom = "18mm", Left = "15mm", Right = "15mm" },
    };

    private static string Line(ReportDocument document, string spans) =>
        $"<div dir=\"{Direction.Of(document.Language)}\" style=\"{Fonts};width:100%;margin:0 15mm;display:flex;justify-content:space-between\">{spans}</div>";

    // At the top and at the foot of every page: pages are copied one by one.
    private static string Marking(ReportDocument document) =>
        document.Provenance.Handling is { } handling ? $"<b>{Encode($"{Captions.Handling}: {TextWidth.Cut(handling.Name, 40)}")}</b>" : string.Empty;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
