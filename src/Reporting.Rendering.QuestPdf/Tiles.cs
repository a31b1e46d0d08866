using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>Single figures, up to four in a row.</summary>
internal static class Tiles
{
    private const string Edge = "#0072b2";

    public static void Compose(IContainer at, KpiSection section, Look look)
    {
        var across = SectionLayout.TilesInRow(section);
        at.Column(column =>
        {
            column.Spacing(6);
            foreach (var items in section.Items.Chunk(Math.Max(across, 1)))
            {
                column.Item().ShowEntire().Row(row =>
                {
                    row.Spacing(6);
                    for (var i = 0; i < across; i++)
                    {
                        if (i < items.Length)
                        {
                            Tile(row.RelativeItem(), items[i], look);
                        }
                        else
                        {
                            row.RelativeItem();
                        }
                    }
                });
            }
        });
    }

    private static void Tile(IContainer at, Kpi kpi, Look look) => at.Border(.5f).BorderColor(Palette.Rule).BorderTop(2.5f).BorderColor(Edge).Padding(6).Column(column =>
    {
        look.Sentence(column.Item(), kpi.Caption, style => style.FontSize(Look.Small).FontColor(Palette.Grey));
        look.Own(column.Item(), look.Text.Of(kpi.Value, kpi.Format), style => style.FontSize(14).Bold().FontColor(Palette.Navy));
        if (kpi.Change is { } change)
        {
            look.Sentence(column.Item(), look.Text.BesideFigure(change, kpi.Format), style => style.FontSize(Look.Small).SemiBold().FontColor(Palette.Grey));
        }

        if (!string.IsNullOrWhiteSpace(kpi.Note))
        {
            look.Sentence(column.Item(), kpi.Note, style => style.FontSize(6.8f).FontColor(Palette.Grey));
        }
    });
}
