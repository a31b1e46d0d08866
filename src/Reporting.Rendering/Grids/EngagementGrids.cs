using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Grids;

/// <summary>
/// An engagement list as tables: one row for each engagement with its links joined by "; ", then one row for each link, for filtering and pivoting.
/// </summary>
internal static class EngagementGrids
{
    private const string Separator = "; ";

    public static IReadOnlyList<Grid> Of(EngagementListSection section, ValueText text) =>
        [Engagements(section, text), Domains(section, text), Participants(section, text), Sources(section, text), .. section.Engagements.Any(item => item.Relations is not null) ? [Relations(section, text)] : Array.Empty<Grid>(),
            .. section.Engagements.Any(item => item.Commitments is not null) ? [Commitments(section, text)] : Array.Empty<Grid>()];

    // Lists of held and reviewed engagements, as most are, keep their columns.
    public static Grid Engagements(EngagementListSection section, ValueText text) =>
        Engagements(section, section.Engagements.Any(item => item.Status is not null), section.Engagements.Any(item => item.Review is not null), text);

    private static Grid Engagements(EngagementListSection section, bool hasStatus, bool hasReview, ValueText text) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section, text),
        [
            new("code", text.Captions.Code) { IsCode = true },
            new("start_date", text.Captions.Start, ValueFormat.Date),
            new("start_label", text.Captions.StartStated),
            new("end_date", text.Captions.End, ValueFormat.Date),
            new("end_label", text.Captions.EndStated),
            new("title", text.Captions.Title) { IsLong = true },
            new("engagement_type", text.Captions.Type),
            new("engagement_category", text.Captions.Category),
            new("domains", text.Captions.Domains) { IsLong = true },
            new("participants", text.Captions.Participants) { IsLong = true },
            new("city", text.Captions.City),
            new("place_country", text.Captions.PlaceCountry),
            new("headcount", text.Captions.Headcount, ValueFormat.Count),
            new("amount_usd", text.Captions.Amount, ValueFormat.Money),
            new("handling", text.Captions.Handling),
            .. hasStatus ? [new GridColumn("status", text.Captions.Status)] : Array.Empty<GridColumn>(),
            .. hasReview ? [new GridColumn("review", text.Captions.Review), new GridColumn("reviewed_by", text.Captions.ReviewedBy), new GridColumn("reviewed_on", text.Captions.ReviewedOn, ValueFormat.Date)] : Array.Empty<GridColumn>(),
            new("confidence", text.Captions.Confidence),
            new("summary", text.Captions.Summary) { IsLong = true },
            new("sources", text.Captions.Sources) { IsLong = true },
            new("source_urls", text.Captions.FirstSource, IsLink: true),
        ],
        [.. section.Engagements.Select(item => Engagement(item, hasStatus, hasReview, text))]) { Text = text };

    private static IReadOnlyList<object?> Engagement(ListedEngagement item, bool hasStatus, bool hasReview, ValueText text) =>
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
        item.HandlingName,
        .. hasStatus ? [item.Status?.Name ?? text.Captions.Held] : Array.Empty<object?>(),
        .. hasReview ? [item.Review?.Name ?? text.Captions.Reviewed, item.Review?.By, Day(item.Review?.On)] : Array.Empty<object?>(),
        item.Confidence?.Name,
        item.Summary,
        string.Join(Separator, item.Sources.Select(source => $"{text.Publisher(source)}: {source.Title}")),
        item.Sources.FirstOrDefault(source => source.Url is not null)?.Url,
    ];

    private static Grid Domains(EngagementListSection section, ValueText text) => Links(
        section,
        text,
        "domains",
        text.Captions.Domains,
        [new("domain", text.Captions.DomainCode) { IsCode = true }, new("domain_name", text.Captions.Domain), new("weight", text.Captions.Weight, ValueFormat.Percent), new("primary", text.Captions.Primary)],
        item => item.Domains.Select(domain => (IReadOnlyList<object?>)
            [item.Code, domain.Code, domain.Name, domain.Weight, domain.IsPrimary ? text.Captions.Yes : text.Captions.No]));

    private static Grid Participants(EngagementListSection section, ValueText text) => Links(
        section,
        text,
        "participants",
        text.Captions.Participants,
        [
            new("participant", text.Captions.ParticipantCode) { IsCode = true },
            new("participant_name", text.Captions.Participant),
            new("participant_name_local", text.Captions.LocalName),
            new("participant_kind", text.Captions.Kind),
            new("organisation", text.Captions.OrganisationCode) { IsCode = true },
            new("organisation_name", text.Captions.Organisation),
            new("participant_country", text.Captions.CountryCode),
            new("participant_country_name", text.Captions.Country),
            new("role", text.Captions.Role),
            new("capacity", text.Captions.Capacity),
        ],
        item => item.Participants.Select(line => (IReadOnlyList<object?>)
        [
            item.Code, line.Code, line.Name, line.NameLocal, line.Kind, line.Organisation?.Code, line.Organisation?.Name,
            line.Country.Code, line.Country.Name, line.Role, line.Capacity,
        ]));

    private static Grid Sources(EngagementListSection section, ValueText text) => Links(
        section,
        text,
        "sources",
        text.Captions.Sources,
        [
            new("source", text.Captions.SourceCode) { IsCode = true },
            new("publisher", text.Captions.Publisher),
            new("title", text.Captions.Title),
            new("published_on", text.Captions.Published, ValueFormat.Date),
            new("url", text.Captions.Address, IsLink: true),
        ],
        item => item.Sources.Select(source => (IReadOnlyList<object?>)
            [item.Code, source.Code, text.Publisher(source), source.Title, Day(source.PublishedOn), source.Url]));

    private static Grid Relations(EngagementListSection section, ValueText text) => Links(
        section,
        text,
        "relations",
        text.Captions.Relation,
        [
            new("relation", text.Captions.Relation),
            new("related_code", text.Captions.Code) { IsCode = true },
            new("related_title", text.Captions.Title) { IsLong = true },
            new("related_start", text.Captions.StartStated),
            new("relation_date", text.Captions.RelationDate),
            new("relation_source", text.Captions.RelationSource),
        ],
        item => (item.Relations ?? []).Select(relation => (IReadOnlyList<object?>)
            [item.Code, relation.Name, relation.Code, relation.Title, relation.StartLabel, relation.DateLabel, relation.Source?.Title]));

    private static Grid Commitments(EngagementListSection section, ValueText text) => Links(
        section,
        text,
        "commitments",
        text.Language.Phrases.Commitments.Commitments,
        [
            new("commitment", text.Language.Phrases.Commitments.Commitment) { IsCode = true },
            new("text", text.Captions.Title) { IsLong = true },
            new("state", text.Language.Phrases.Commitments.StateCaption),
            new("due", text.Language.Phrases.Commitments.Due),
            new("days_late", text.Language.Phrases.Commitments.DaysLate, ValueFormat.Count),
            new("domain", text.Captions.Domain),
            new("parties", text.Captions.Participants) { IsLong = true },
            new("evidence", text.Captions.Relations) { IsLong = true },
        ],
        item => (item.Commitments ?? []).Select(c => (IReadOnlyList<object?>)
        [
            item.Code, c.Code, c.Text, c.StateName, c.DueLabel, (long?)c.DaysLate, c.Domain?.Name, string.Join(Separator, c.Parties.Select(p => p.Name)),
            string.Join(Separator, c.Evidence.Select(e => $"{e.Name}: {e.Title}")),
        ]));

    private static Grid Links(
        EngagementListSection section,
        ValueText text,
        string id,
        string title,
        IReadOnlyList<GridColumn> columns,
        Func<ListedEngagement, IEnumerable<IReadOnlyList<object?>>> rows) => new(
            $"{section.Id}-{id}",
            $"{section.Title}: {title.ToLowerInvariant()}",
            SectionNotes.Of(section, text),
            [new("code", text.Captions.Engagement) { IsCode = true }, .. columns],
            [.. section.Engagements.SelectMany(rows)]) { Text = text };

    private static object? Day(DateOnly? day) => day is { } exact ? PartialDate.On(exact) : null;
}
