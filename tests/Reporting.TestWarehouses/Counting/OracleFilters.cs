using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Applies filters and row rules.</summary>
internal static class OracleFilters
{
    public static List<FilteredEngagement> Of(TestData data, ReportQuery query, RowScope scope)
    {
        var kept = new List<FilteredEngagement>();
        var seen = VisibleData.Of(scope, data).Engagements;
        // Only a query that filters or groups by the status counts what was not held; the same for drafts.
        var (isOfAnyStatus, hasDrafts) = (Names("status"), Names("review"));
        foreach (var e in data.Engagements.Where(e => (isOfAnyStatus || e.Status == "held") && (hasDrafts || e.Review == "reviewed")))
        {
            if (query.Search is { } search && !e.Title.Contains(search, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var commitments = ExpectedCommitments.StatesOf(e, seen, query.AsOfDay);
            if (!IsVisible(scope, e) || !query.Filters.All(filter => Allows(filter, e, commitments)))
            {
                continue;
            }

            // Several filters on one bridge must match the same link.
            var domains = e.Domains.Where(l => Holds(query, Attributes.OfDomain, l)).ToList();
            var links = query.Filters.Where(f => f.Mode == FilterMode.Links).ToList();
            var isOfPairs = links.Any(f => Attributes.IsOfPartner(f.Dimension));
            var pairs = LinePair.Of(e).Where(p => Holds(query, Attributes.OfLine, p)).ToList();
            var lines = isOfPairs ? [.. pairs.Select(p => p.Line).Distinct()] : e.Lines.Where(l => Holds(query, Attributes.OfLine, new LinePair(l, null))).ToList();
            var sources = e.Sources.Where(l => Holds(query, Attributes.OfSource, l)).ToList();
            var undertaken = commitments.Where(c => Holds(query, Attributes.OfCommitment, c)).ToList();
            if (domains.Count > 0 && lines.Count > 0 && sources.Count > 0 && (undertaken.Count > 0 || !links.Exists(f => Attributes.OfCommitment.Has(f.Dimension))))
            {
                kept.Add(new FilteredEngagement(e, domains, lines, sources) 
                {
                    Pairs = pairs, Filters = links, Commitments = undertaken, IsOfDomains = links.Exists(f => Attributes.OfDomain.Has(f.Dimension)), FollowUp = ExpectedCommitments.FollowUpOf(e, seen, query.AsOfDay),
                });
            }
        }

        return kept;

        bool Names(string dimension) => query.By.Contains(dimension) || query.Filters.Any(f => f.Dimension == dimension);
    }

    /// <summary>True when a scope shows the engagement: all rules of one alternative match.</summary>
    public static bool IsVisible(RowScope scope, TestEngagement e) => scope.Alternatives.Any(rules => rules.All(rule => Allows(rule, e, [])));

    private static bool Holds<TLink>(ReportQuery query, MembersOf<TLink> attributes, TLink link)
    {
        foreach (var filter in query.Filters)
        {
            if (filter.Mode == FilterMode.Links && attributes.Has(filter.Dimension) && !attributes[filter.Dimension](link).Any(filter.Values.Contains))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a filter keeps the whole engagement. Does not apply to filters on links of many-valued dimensions.</summary>
    private static bool Allows(QueryFilter filter, TestEngagement e, IReadOnlyList<StatedCommitment> commitments)
    {
        if (Attributes.IsTime(filter.Dimension))
        {
            return filter.Values.Any(v => IsIn(filter.Dimension, v, e.Start)) == (filter.Mode != FilterMode.None);
        }

        if (Attributes.OfEngagement.Has(filter.Dimension))
        {
            return filter.Values.Contains(Attributes.OfEngagement[filter.Dimension](e).Single()) == (filter.Mode != FilterMode.None);
        }

        var members = Attributes.All(filter.Dimension, e, commitments).ToList();
        return filter.Mode switch
        {
            FilterMode.Any => filter.Values.Any(members.Contains),
            FilterMode.All => filter.Values.All(members.Contains),
            FilterMode.None => !filter.Values.Any(members.Contains),
            _ => true,
        };
    }

    private static bool IsIn(string level, string value, PartialDate date) =>
        value == TestData.Unknown ? !Periods.IsStated(level, Periods.Key(level, date)) : DayRange.Parse(level, value)!.Holds(date);
}
