using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Grids;

/// <summary>
/// An engagement list as tables: one row per engagement with its links joined by "; ", then the links themselves, a
/// row each, for those who filter and pivot.
/// </summary>
internal static class EngagementGrids
{
    private const string Separator = "; ";

    public static IReadOnlyList<Grid> Of(EngagementListSection section) =>
        [Engagements(section), Domains(section), Participants(section), Sources(section)];

    public static Grid Engagements(EngagementListSection section) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section),
        [
            new("code", "Code"),
            new("start_date", "Start", ValueFormat.Date),
            new("start_label", "Start as stated"),
            new("end_date", "End", ValueFormat.Date),
            new("end_label", "End as stated"),
            new("title", "Title"),
            new("engagement_type", "Type"),
            new("engagement_category", "Category"),
            new("domains", "Domains"),
            new("participants", "Participants"),
            new("city", "City"),
            new("place_country", "Country of the place"),
            new("headcount", "Headcount", ValueFormat.Count),
            new("amount_usd", "Amount (USD)", ValueFormat.Money),
            new("handling", "Handling"),
            new("summary", "Summary"),
            new("sources", "Sources"),
            new("source_urls", "First source", IsLink: true),
        ],
        [.. section.Engagements.Select(Engagement)]);

    private static IReadOnlyList<object?> Engagement(ListedEngagement item) =>
    [
        item.Code,
        Day(item.StartDate),
        item.StartLabel,
        Day(item.EndDate),
        item.EndLabel,
        item.Title,
        item.Type.Name,
        item.Category.Name,
        string.Join(Separator, item.Domains.Select(domain => domain.Name)),
        string.Join(Separator, item.Participants.Select(participant => participant.Name)),
        item.City,
        item.PlaceCountry.Name,
        item.Headcount,
        item.AmountUsd,
        item.Handling,
        item.Summary,
        string.Join(Separator, item.Sources.Select(source => $"{source.Publisher}: {source.Title}")),
        item.Sources.FirstOrDefault(source => source.Url is not null)?.Url,
    ];

    private static Grid Domains(EngagementListSection section) => Links(
        section,
        "domains",
        "domains",
        [new("domain", "Domain code"), new("domain_name", "Domain"), new("weight", "Weight", ValueFormat.Percent), new("primary", "Primary")],
        item => item.Domains.Select(domain => (IReadOnlyList<object?>)
            [item.Code, domain.Code, domain.Name, domain.Weight, domain.IsPrimary ? "yes" : "no"]));

    private static Grid Participants(EngagementListSection section) => Links(
        section,
        "participants",
        "participants",
        [
            new("participant", "Participant code"),
            new("participant_name", "Participant"),
            new("participant_name_local", "Local name"),
            new("participant_kind", "Kind"),
            new("organisation", "Organisation code"),
            new("organisation_name", "Organisation"),
            new("participant_country", "Country code"),
            new("participant_country_name", "Country"),
            new("role", "Role"),
            new("capacity", "Capacity"),
        ],
        item => item.Participants.Select(line => (IReadOnlyList<object?>)
        [
            item.Code, line.Code, line.Name, line.NameLocal, line.Kind, line.Organisation?.Code, line.Organisation?.Name,
            line.Country.Code, line.Country.Name, line.Role, line.Capacity,
        ]));

    private static Grid Sources(EngagementListSection section) => Links(
        section,
        "sources",
        "sources",
        [
            new("source", "Source code"),
            new("publisher", "Publisher"),
            new("title", "Title"),
            new("published_on", "Published", ValueFormat.Date),
            new("url", "Address", IsLink: true),
        ],
        item => item.Sources.Select(source => (IReadOnlyList<object?>)
            [item.Code, source.Code, source.Publisher, source.Title, Day(source.PublishedOn), source.Url]));

    private static Grid Links(
        EngagementListSection section,
        string id,
        string title,
        IReadOnlyList<GridColumn> columns,
        Func<ListedEngagement, IEnumerable<IReadOnlyList<object?>>> rows) => new(
            $"{section.Id}-{id}",
            $"{section.Title}: {title}",
            SectionNotes.Of(section),
            [new("code", "Engagement"), .. columns],
            [.. section.Engagements.SelectMany(rows)]);

    private static object? Day(DateOnly? day) => day is { } exact ? StatedDate.On(exact) : null;
}
