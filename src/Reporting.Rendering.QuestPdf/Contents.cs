using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>The list of contents of a long report, with the numbers of the pages.</summary>
internal static class Contents
{
    public static void Compose(IContainer at, ReportDocument document, Look look)
    {
        var captions = look.Text.Captions;
        at.PaddingTop(12).Background(Palette.Tint).Padding(9).Column(column =>
        {
            column.Spacing(2);
            look.Sentence(column.Item(), captions.Contents, style => style.Bold().FontColor(Palette.Navy));
            var listed = document.Sections.Where(section => section is not PageBreakSection).Skip(1).Select(section => (section.Id, section.Title)).Append((Origin.Place, captions.Provenance));
            foreach (var (id, title) in listed)
            {
                column.Item().SemanticTableOfContentsItem().SectionLink(id).Row(row =>
                {
                    look.Own(row.RelativeItem(), title, style => style.FontSize(8.4f));
                    row.ConstantItem(30).DefaultTextStyle(style => style.FontSize(8.4f).FontColor(Palette.Grey)).AlignRight().Text(line => line.BeginPageNumberOfSection(id));
                });
            }
        });
    }
}
