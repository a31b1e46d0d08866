using Reporting.Api.Pages;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Api.Engagements;

/// <summary>
/// The members of small dimensions with the engagements that a list would have with them. Each facet is a query of its own, under all filters but its own:
/// a link adds the member, or removes it.
/// </summary>
internal sealed class EngagementFacets(TableCache tables)
{
    private const int Shown = 8;

    private static readonly string[] Attributes = ["date.year", "domain.domain", "type.type", "participation.country", "place.country", StarSchema.Handling, StarSchema.Confidence, StarSchema.Status, StarSchema.Review];

    public async Task<IReadOnlyList<Facet>> ReadAsync(QueryAddress address, string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var measure = visible.FindMeasure(MeasureKind.Engagements);
        List<ModelDimension> dimensions = measure is null ? [] : [.. Attributes.Select(visible.FindDimension).OfType<ModelDimension>()];
        var answers = await tables.RunAllAsync(dimensions.Select(d => Query(d, measure!.Id, address, language)), caller, cancellationToken);
        return [.. dimensions.Zip(answers).Where(pair => pair.Second.Value is { Rows.Count: > 0 } && !IsOfOne(pair.First, pair.Second.Value)).Select(pair => Of(pair.First, pair.Second.Value!, address))];
    }

    // Years are read as a sequence; others by their size. Chosen members come first, so that each can be removed.
    private static ReportQuery Query(ModelDimension dimension, string measure, QueryAddress address, string language) => new()
    {
        Measures = [measure],
        By = [dimension.Id],
        Filters = address.Without(dimension.Id, FilterMode.Links).Filters,
        Search = address.Search,
        Find = address.Find,
        Since = address.Since,
        Order = [dimension.Time is null ? new QueryOrder(measure, true) : new QueryOrder(dimension.Id, true)],
        Limit = ReportQuery.DefaultLimit,
        Language = language,
    };

    // The status is a choice only where some engagements were not held, and the review where some are drafts.
    private static bool IsOfOne(ModelDimension dimension, ResultTable table) =>
        dimension.Attribute is { Excludes: not Exclusions.None, Fixed.Codes: var codes } && table.Rows.All(r => r.Members[0].Code == codes[0]);

    private static Facet Of(ModelDimension dimension, ResultTable table, QueryAddress address)
    {
        var chosen = address.ValuesOf(dimension.Id);
        var members = table.Rows.Where(r => r.Members[0].Code is not null)
            .Select(r => (Member: r.Members[0], Count: (long)r.Values[0]!, IsChosen: chosen.Contains(r.Members[0].Code)))
            .OrderBy(m => !m.IsChosen)
            .ToList();
        return new Facet(
            dimension,
            [
                .. members.Take(Math.Max(Shown, chosen.Count)).Select(m => new FacetMember(
                    m.Member,
                    m.Count,
                    m.IsChosen,
                    (m.IsChosen ? address.Without(address.Filters.First(f => f.Dimension == dimension.Id && f.Mode == FilterMode.Links), m.Member.Code!) : address.With(dimension.Id, m.Member.Code!)).ToString())),
            ],
            table.RowCount > Shown);
    }
}

/// <summary>Members of one dimension.</summary>
/// <param name="HasMore">True if the dimension has more members than these.</param>
public sealed record Facet(ModelDimension Dimension, IReadOnlyList<FacetMember> Members, bool HasMore);

/// <summary>A member with the engagements that it has under the other filters, and the address with or without it.</summary>
public sealed record FacetMember(Member Member, long Count, bool IsChosen, string Address);
