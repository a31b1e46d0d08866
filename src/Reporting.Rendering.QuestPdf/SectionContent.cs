using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Html;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>A section with its title, its notes and its figures. It computes no figure.</summary>
internal sealed class SectionContent(ReportDocument document, ReportLinks links, IReadOnlyDictionary<ReportSection, IReadOnlyList<SectionDrawing>> drawings, Look look)
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double MinRoom = 60;
    private const double MaxRoom = 420;
    private const float RoomOfRows = 100;
    private const float MaxDrawing = 340;

    private readonly SectionTables _tables = new(links, look);

    public void Compose(ColumnDescriptor pages, ReportSection section) =>
        pages.Item().PaddingTop(14).Section(section.Id).EnsureSpace(RoomOf(section)).Column(column => Whole(column, section));

    private void Whole(ColumnDescriptor column, ReportSection section)
    {
        Title(column, section);
        switch (section)
        {
            case HeadlineSection headline: Headline(column, headline); break;
            case KpiSection kpis: Tiles.Compose(column.Item().PaddingTop(6), kpis, look); break;
            case MatrixSection matrix: Tables(column, _tables.Of(matrix)); break;
            case TableSection table: Tables(column, [_tables.Of(table)]); break;
            case ChartSection { Kind: ChartKind.HeatMap } map: Tables(column, _tables.OfHeatMap(map)); break;
            case ChartSection chart: Chart(column, chart, section); break;
            case EngagementListSection { IsTimeline: true } timeline: Timeline(column, timeline); break;
            case EngagementListSection list: new Entries(links, look).Compose(column, list); break;
            case TextSection text:
                foreach (var paragraph in text.Paragraphs)
                {
                    look.Own(column.Item().PaddingTop(4).SemanticParagraph(), paragraph, style => style);
                }

                break;
        }
    }

    // A title and what is below it, such as a chart or the first rows, stay together.
    private float RoomOf(ReportSection section) => (float)Math.Min(MinRoom + (PageFit.RoomBelow(section, look.Text) * PointsPerMillimetre), MaxRoom);

    private void Title(ColumnDescriptor column, ReportSection section)
    {
        look.Own(column.Item().SemanticHeader2(), section.Title, style => style.FontSize(12.6f).Bold().FontColor(Palette.Navy));
        if (section is not HeadlineSection)
        {
            Notes(column, section);
        }
    }

    private void Notes(ColumnDescriptor column, ReportSection section)
    {
        foreach (var note in SectionNotes.Of(document, section, look.Text))
        {
            Note(column, note);
        }
    }

    private void Note(ColumnDescriptor column, string note) => look.Sentence(column.Item().SemanticParagraph(), note, Look.Note);

    private void Headline(ColumnDescriptor column, HeadlineSection headline)
    {
        look.Own(column.Item().PaddingTop(4).SemanticParagraph(), headline.Sentence, style => style.FontSize(11.4f).SemiBold().FontColor(Palette.Navy));
        Notes(column, headline);
        if (headline.Trend is { } trend && !ChartLayout.IsEmpty(trend))
        {
            if (trend.Note is not null)
            {
                Note(column, trend.Note);
            }

            Chart(column, trend, headline);
        }

        if (headline.Top.Rows.Count > 0)
        {
            if (headline.Top.Note is not null)
            {
                Note(column, headline.Top.Note);
            }

            Tables(column, [_tables.Of(headline.Top)]);
        }
    }

    /// <param name="holder">The section that the drawings belong to.</param>
    private void Chart(ColumnDescriptor column, ChartSection chart, ReportSection holder)
    {
        if (ChartLayout.IsEmpty(chart))
        {
            Note(column, chart.Categories.Members.Count == 0 ? look.Text.Captions.NothingFound : look.Text.Captions.NothingToDraw);
            return;
        }

        if (chart.HasLegend)
        {
            Legend(column.Item().PaddingTop(4), chart);
        }

        look.Sentence(column.Item().PaddingTop(4), chart.MeasureCaption, style => style.FontSize(Look.Small).FontColor(Palette.Grey));
        Draw(column, holder, drawings[holder]);
        if (MapLayout.Missing(chart).ToList() is { Count: > 0 } missing)
        {
            Note(column, Captions.Format(look.Text.Captions.NotOnMap, string.Join(", ", missing.Select(i => $"{chart.Categories.Members[i].Name} {look.Text.Of(chart.Series[0].Values[i], chart.Format)}"))));
        }

        if (ChartLayout.HasTable(chart, ChartLayout.Parts(chart, look.Text)))
        {
            Tables(column, _tables.OfChart(chart));
        }
    }

    private void Legend(IContainer at, ChartSection chart) => at.Inlined(list =>
    {
        list.HorizontalSpacing(12);
        list.VerticalSpacing(2);
        foreach (var (i, series) in chart.Series.Index())
        {
            list.Item().Row(row =>
            {
                row.Spacing(4);
                row.AutoItem().AlignMiddle().Width(8).Height(8).Background("#" + ChartPalette.Colour(ChartPalette.Of(chart, i)));
                look.Own(row.AutoItem(), series.Name, style => style.FontSize(Look.Small));
            });
        }
    });

    // As wide as the page, but not higher than half of it. A drawing without a size of its own would shrink into the rest of a page.
    private void Draw(ColumnDescriptor column, ReportSection section, IReadOnlyList<SectionDrawing> drawings)
    {
        var width = SectionLayout.IsWide(SectionLayout.Of(section, look.Text)) ? Look.Turned : Look.Upright;
        foreach (var drawing in drawings)
        {
            var height = Math.Min(width / (float)drawing.Ratio, MaxDrawing);
            column.Item().PaddingTop(4).ShowEntire().AlignCenter().Width(height * (float)drawing.Ratio).Height(height).SemanticFigure(drawing.Description ?? string.Empty).Svg(drawing.Svg).FitArea();
        }
    }

    private void Timeline(ColumnDescriptor column, EngagementListSection timeline)
    {
        if (timeline.Engagements.Count == 0)
        {
            Note(column, look.Text.Captions.NothingFound);
            return;
        }

        Draw(column, timeline, [.. drawings[timeline].Select(drawing => drawing with { Description = drawing.Description ?? timeline.Title })]);
        if (TimelineLayout.Draw(timeline.Engagements, timeline.Truncated, look.Text).Points.Any(point => !point.Engagement.Start.IsExact))
        {
            Note(column, look.Text.Captions.HollowPoints);
        }

        Tables(column, [_tables.OfTimeline(timeline)]);
    }

    private void Tables(ColumnDescriptor column, IEnumerable<FigureTable> tables)
    {
        foreach (var table in tables)
        {
            table.Compose(column.Item().PaddingTop(6).EnsureSpace(RoomOfRows), look);
        }
    }
}
