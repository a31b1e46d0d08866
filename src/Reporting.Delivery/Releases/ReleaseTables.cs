using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;

namespace Reporting.Delivery.Releases;

/// <summary>The tables of a release: engagements, their links, and the members that occur in them.</summary>
internal static class ReleaseTables
{
    private const string Code = "engagement_code";

    private static readonly ReleaseColumn EngagementCode = Text(Code, "The engagement.");

    public static readonly ReleaseTable Engagements = new(
        "engagements",
        "An engagement. Count rows here; headcount and amount_usd are those of the whole engagement.",
        [
            Text(Code, "The code of the engagement, which stays."), Text("title", "The title as imported."), Text("summary", "The summary as imported."),
            Text("start", "The start as exact as its source: 2024, 2024-07 or 2024-07-01; empty if not stated."), new("start_date", ColumnType.Day, "The start, for exact days only."),
            new("start_year", ColumnType.Whole, "The year of the start; empty if not stated."), Text("end", "The end as exact as its source."),
            new("end_date", ColumnType.Day, "The end, for exact days only."), Text("type_code", "The type."), Text("place_code", "The place."), Text("handling", "The handling marking."),
            new("headcount", ColumnType.Whole, "People who took part; empty if not stated."), new("amount_usd", ColumnType.Amount, "US dollars; empty if not stated."),
        ],
        e => [[e.Code, e.Stated.Title ?? e.Title, e.Stated.Summary, e.Start.ToString(), e.StartDate, e.Start.IsUnknown ? null : (long)e.Start.Year, e.End.ToString(), e.EndDate, e.Type.Code, e.PlaceCode, e.Handling, e.Headcount, e.AmountUsd]])
    {
        Key = [Code],
        References = [new("type_code", "types"), new("place_code", "places")],
    };

    /// <summary>The changes since the edition before. They have no Parquet file, because they are for people.</summary>
    public static readonly ReleaseTable Changes = new(
        "changes",
        "A changed field of an engagement since the edition before; for new and withdrawn engagements the engagement itself.",
        [
            Text("id", "The engagement and the field."), Text(Code, "The engagement. A withdrawn one is in no other table."), Text("kind", "new, corrected, recoded (other links), members (corrected names of members) or withdrawn."),
            Text("field", "The field; empty for a whole engagement."), Text("old", "The value before. Members stand by their codes."), Text("new", "The value in this edition."),
        ],
        _ => [])
    {
        Key = ["id"],
    };

    public static readonly IReadOnlyList<ReleaseTable> All =
    [
        Engagements,
        new(
            "engagement_domains",
            "An engagement in one of its domains. Sum the weights to share engagements among domains; the rows count an engagement once for each domain.",
            [EngagementCode, Text("domain_code", "The domain."), new("weight", ColumnType.Fraction, "The share of the engagement, 0 to 1. The weights of an engagement add up to 1."), new("is_primary", ColumnType.Flag, "True for the main domain.")],
            e => Domains(e).Select(d => new object?[] { e.Code, d.Code, d.Weight, d.IsPrimary }))
        {
            Key = [Code, "domain_code"],
            References = [new(Code, "engagements"), new("domain_code", "domains")],
        },
        new(
            "participations",
            "A line: who took part, for which organisation and country, in which role. Count the distinct engagement_code.",
            [
                EngagementCode, new("line", ColumnType.Whole, "The number of the line within the engagement, from 1."), Text("participant_code", "The participant."), Text("organisation_code", "The organisation on whose behalf; empty if none."),
                Text("country_code", "The country represented."), Text("role", "The code of the role."), Text("capacity", "The office or capacity, as imported."),
            ],
            e => Lines(e).Select((l, i) => new object?[] { e.Code, (long)i + 1, l.Code, l.Organisation?.Code, l.Country.Code, l.RoleCode, l.Capacity }))
        {
            Key = [Code, "line"],
            References = [new(Code, "engagements"), new("participant_code", "participants"), new("organisation_code", "organisations"), new("country_code", "countries")],
        },
        new("engagement_sources", "A source of an engagement.", [EngagementCode, Text("source_code", "The source.")], e => Sources(e).Select(s => new object?[] { e.Code, s.Code }))
        {
            Key = [Code, "source_code"],
            References = [new(Code, "engagements"), new("source_code", "sources")],
        },
        new(
            "relations",
            "A relation of an engagement to another, stated by the first.",
            [
                EngagementCode, Text("kind", "implements, follows-up, amends, replaces, cancels or prepares."), Text("related_code", "The other engagement. One that was not held is in no row of engagements."),
                Text("date", "The date of the relation as exact as its source; empty if not stated."), Text("source_code", "The source of the relation; empty if not stated."),
            ],
            e => Relations(e).Select(r => new object?[] { e.Code, r.Kind, r.To, r.Date.IsUnknown ? null : r.Date.ToString(), r.Source }))
        {
            Key = [Code, "kind", "related_code"],
            References = [new(Code, "engagements"), new("source_code", "sources")],
        },
        Members("types", "A type of engagement.", [Text("type_code", "The type."), Text("type", "Its name."), Text("category_code", "Its category."), Text("category", "The name of the category.")],
            e => [[e.Type.Code, e.Type.Name, e.Category.Code, e.Category.Name]]),
        Members("places", "A city, or a country alone.", [Text("place_code", "The place."), Text("city", "The city; empty for a country alone."), Text("country_code", "The country.")],
            e => [[e.PlaceCode, e.City, e.PlaceCountry.Code]]) with { References = [new("country_code", "countries")] },
        Members("domains", "A domain.", [Text("domain_code", "The domain."), Text("domain", "Its name.")], e => Domains(e).Select(d => new object?[] { d.Code, d.Name })),
        Members("participants", "A person, organisation or country that took part.",
            [Text("participant_code", "The participant."), Text("name", "The name."), Text("name_local", "The name in the participant's own script."), Text("kind", "Person, organisation, country or the like.")],
            e => Lines(e).Select(l => new object?[] { l.Code, l.Name, l.NameLocal, l.Kind })),
        Members("organisations", "An organisation on whose behalf somebody took part.", [Text("organisation_code", "The organisation."), Text("name", "The name.")],
            e => Lines(e).Where(l => l.Organisation is not null).Select(l => new object?[] { l.Organisation!.Code, l.Organisation.Name })),
        Members("countries", "A country.", [Text("country_code", "ISO 3166 alpha-2, or 'unknown'."), Text("country", "The name.")],
            e => Lines(e).Select(l => l.Country).Prepend(e.PlaceCountry).Select(c => new object?[] { c.Code, c.Name })),
        Members("sources", "A source.",
            [Text("source_code", "The source."), Text("publisher", "The publisher."), Text("title", "The title."), Text("url", "The address."), new("published_on", ColumnType.Day, "The day of publication.")],
            e => Sources(e).Concat(Shown(e).Select(r => r.Source).OfType<ListedSource>()).Select(s => new object?[] { s.Code, s.Publisher, s.Title, s.Url, s.PublishedOn })),
    ];

    private static ReleaseTable Members(string name, string row, IReadOnlyList<ReleaseColumn> columns, Func<ListedEngagement, IEnumerable<object?[]>> rows) =>
        new(name, row, columns, rows) { Key = [columns[0].Name], IsOfMembers = true };

    private static ReleaseColumn Text(string name, string meaning) => new(name, ColumnType.Text, meaning);

    private static IEnumerable<ListedRelation> Shown(ListedEngagement engagement) => (engagement.Relations ?? []).Where(r => r.Direction == ListedRelation.To);

    // Relations to engagements that the maker sees, with their dates as stated.
    private static IEnumerable<StatedRelation> Relations(ListedEngagement engagement) => engagement.AsStated is { } stated
        ? stated.Relations.Where(r => Shown(engagement).Any(s => s.Kind == r.Kind && s.Code == r.To))
        : Shown(engagement).Select(r => new StatedRelation(r.Kind, r.Code, default, r.Source?.Code));

    // Unknown members are rows too: without them the weights of an engagement would not add up to 1.
    private static IReadOnlyList<ListedDomain> Domains(ListedEngagement engagement) => engagement.AsStated?.Domains ?? engagement.Domains;

    private static IReadOnlyList<ListedParticipation> Lines(ListedEngagement engagement) => engagement.AsStated?.Lines ?? engagement.Participants;

    private static IReadOnlyList<ListedSource> Sources(ListedEngagement engagement) => engagement.AsStated?.Sources ?? engagement.Sources;
}
