using System.Globalization;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>The head of the first page: marks, title, description and parameters.</summary>
internal static class Cover
{
    private const string Faint = "#dbe5ef";
    private const string Label = "#a9bed3";
    private const string Edge = "#e69f00";

    public static void Compose(IContainer at, ReportDocument document, Look look)
    {
        var captions = look.Text.Captions;
        at.Background(Palette.Navy).BorderBottom(3).BorderColor(Edge).Padding(14).Column(column =>
        {
            column.Spacing(4);
            foreach (var mark in DataMarks.Of(document.Provenance, captions))
            {
                look.Sentence(column.Item(), mark.ToString(), style => style.FontSize(Look.Small).SemiBold().FontColor("#ffffff"));
            }

            look.Own(column.Item().SemanticHeader1(), document.Title, style => style.FontSize(18).Bold().FontColor("#ffffff"));
            if (!string.IsNullOrWhiteSpace(document.Description))
            {
                look.Sentence(column.Item().SemanticParagraph(), document.Description, style => style.FontColor(Faint));
            }

            column.Item().PaddingTop(6).Inlined(list =>
            {
                list.Spacing(16);
                foreach (var (caption, value) in document.Parameters.Select(p => (p.Caption, p.Value))
                    .Append((captions.DataVersion, document.Provenance.DataVersion.ToString(CultureInfo.InvariantCulture)))
                    .Append((captions.DataAsOf, captions.AsOf(document.Provenance.DataAsOf, look.Text.Language))))
                {
                    list.Item().Column(item =>
                    {
                        look.Sentence(item.Item(), caption, style => style.FontSize(Look.Small).FontColor(Label));
                        look.Own(item.Item(), value, style => style.SemiBold().FontColor("#ffffff"));
                    });
                }
            });
        });
    }
}
