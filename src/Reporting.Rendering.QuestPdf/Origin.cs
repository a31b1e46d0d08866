using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>The origin of the figures, and a link that verifies whether they are still current.</summary>
internal static class Origin
{
    public const string Place = "provenance";

    public static void Compose(IContainer at, ReportDocument document, ReportLinks links, Look look)
    {
        var captions = look.Text.Captions;
        at.Section(Place).PaddingTop(14).ShowEntire().BorderTop(1.5f).BorderColor(Palette.Navy).PaddingTop(5).Column(column =>
        {
            column.Spacing(2);
            look.Sentence(column.Item().SemanticHeader2(), captions.Provenance, style => style.FontSize(Look.Body).Bold().FontColor(Palette.Navy));
            foreach (var (caption, words) in ProvenanceFormatter.Of(document))
            {
                Line(column, caption, words, null, look);
            }

            if (document.Provenance.Hash is { } hash)
            {
                Line(column, captions.Hash, hash, links.IsKnown ? links.Verify(hash) : null, look);
            }
        });
    }

    private static void Line(ColumnDescriptor column, string caption, string words, string? address, Look look) => column.Item().Row(row =>
    {
        row.Spacing(8);
        look.Sentence(row.ConstantItem(110), caption, style => style.FontSize(Look.Small).SemiBold());
        var place = row.RelativeItem();
        look.Own(address is null ? place : place.SemanticLink(words).Hyperlink(address), words, style => style.FontSize(Look.Small).FontColor(Palette.Grey));
    });
}
