using System.Globalization;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Engine.Engagements;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.QuestPdf;

/// <summary>Engagements for reading: date, title, domains, participants and sources.</summary>
internal sealed class Entries(ReportLinks links, Look look)
{
    private const float RoomOfEntry = 60;

    public void Compose(ColumnDescriptor column, EngagementListSection list)
    {
        if (list.Engagements.Count == 0)
        {
            look.Sentence(column.Item(), look.Text.Captions.NothingFound, Look.Note);
        }

        foreach (var item in list.Engagements)
        {
            var at = column.Item().SemanticArticle().BorderBottom(.5f).BorderColor(Palette.Rule).PaddingVertical(6);
            (PageFit.IsLong(item) ? at.EnsureSpace(RoomOfEntry) : at.ShowEntire()).Row(row =>
            {
                row.Spacing(10);
                row.ConstantItem(86).Column(when => When(when, item));
                row.RelativeItem().Column(what => What(what, item));
            });
        }
    }

    private void When(ColumnDescriptor when, ListedEngagement item)
    {
        look.Sentence(when.Item(), item.StartLabel, style => style.Bold().FontColor(Palette.Navy));
        if (EngagementFacts.HasEnd(item, look.Text))
        {
            look.Sentence(when.Item(), Captions.Format(look.Text.Captions.Until, item.EndLabel), Fine);
        }

        var code = when.Item();
        look.Own(links.IsKnown ? code.SemanticLink(item.Code).Hyperlink(links.Engagement(item.Code, look.Text.Language.Code)) : code, item.Code, Fine);
    }

    private void What(ColumnDescriptor what, ListedEngagement item)
    {
        look.Own(what.Item().SemanticHeader3(), item.Title, style => style.FontSize(9.8f).SemiBold());
        look.Sentence(what.Item(), string.Join(" · ", EngagementFacts.Of(item, look.Text).Select(look.Text.Apart)), Fine);
        look.Sentence(what.Item(), string.Join(" · ", item.Domains.Select(domain => look.Text.Apart(domain.Name) + Weight(item, domain))), style => style.FontSize(Look.Small).SemiBold().FontColor(Palette.Navy));
        if (!string.IsNullOrWhiteSpace(item.Summary))
        {
            look.Own(what.Item().PaddingVertical(2), item.Summary, style => style);
        }

        foreach (var line in item.Participants)
        {
            look.Sentence(what.Item().PaddingLeft(6), "– " + string.Join(", ", EngagementFacts.Standing(line).Prepend(line.Name).Select(look.Text.Apart)), style => style.FontSize(8.2f));
        }

        foreach (var source in item.Sources)
        {
            var day = source.PublishedOn is { } published ? $" ({look.Text.Language.Date(PartialDate.On(published))})" : null;
            var at = what.Item();
            look.Sentence(WebLink.Of(source.Url) is { } uri ? at.SemanticLink(source.Title).Hyperlink(uri.AbsoluteUri) : at, $"{look.Text.Apart(look.Text.Publisher(source))}: {look.Text.Apart(source.Title)}{day}", Fine);
        }
    }

    private static string? Weight(ListedEngagement item, ListedDomain domain) =>
        EngagementFacts.HasWeights(item) ? " " + domain.Weight.ToString("0%", CultureInfo.InvariantCulture) : null;

    private static TextStyle Fine(TextStyle style) => style.FontSize(Look.Small).FontColor(Palette.Grey);
}
