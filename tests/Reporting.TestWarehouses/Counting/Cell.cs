using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>One combination of members, with the links of each engagement that belong to it.</summary>
internal sealed record Cell(IReadOnlyList<CountedMember> Members, List<FilteredEngagement> Parts)
{
    public long Engagements => Parts.Count;

    public string KeyWithout(int index) => string.Join('|', Members.Where((_, i) => i != index));

    public static List<Cell> Of(IReadOnlyList<FilteredEngagement> kept, IReadOnlyList<string> by)
    {
        var cells = new Dictionary<string, Cell>(StringComparer.Ordinal);
        if (by.Count == 0)
        {
            // Without dimensions there is one cell, even when it is empty.
            return [new Cell([], [.. kept])];
        }

        foreach (var e in kept)
        {
            var pairs = by.Any(Attributes.IsOfPartner) ? e.Pairs : [.. e.Lines.Select(l => new LinePair(l, null))];
            foreach (var (ofDomains, domains) in Groups(e.Domains, by, Attributes.OfDomain, e.Filters))
            {
                foreach (var (ofLines, lines) in Groups(pairs, by, Attributes.OfLine, e.Filters))
                {
                    foreach (var (ofSources, sources) in Groups(e.Sources, by, Attributes.OfSource, e.Filters))
                    {
                        foreach (var (ofCommitments, commitments) in OfCommitments(e, by))
                        {
                            var part = e with
                            {
                                Domains = domains, Lines = [.. lines.Select(l => l.Line).Distinct()], Sources = sources, Commitments = commitments,
                                IsOfDomains = e.IsOfDomains || by.Any(Attributes.OfDomain.Has),
                            };
                            var linked = new[] { ofDomains, ofLines, ofSources, ofCommitments }.SelectMany(m => m).ToDictionary();
                            var members = by.Select(dimension => Member(dimension, e.Engagement, linked)).ToList();
                            var key = string.Join('|', members);
                            cells.TryAdd(key, new Cell(members, []));
                            cells[key].Parts.Add(part);
                        }
                    }
                }
            }
        }

        return [.. cells.Values];
    }

    /// <summary>The links of one bridge, grouped by the members that <c>by</c> names; one group if it names none.</summary>
    private static IEnumerable<(Dictionary<string, string> Members, List<TLink> Links)> Groups<TLink>(
        IReadOnlyList<TLink> links, IReadOnlyList<string> by, MembersOf<TLink> attributes, IReadOnlyList<QueryFilter> filters) =>
        links.SelectMany(link => Combinations(link, [.. by.Where(attributes.Has)], attributes, filters).Select(members => (Members: members, Link: link)))
            .GroupBy(m => string.Join('|', m.Members.Values)).Select(g => (g.First().Members, g.Select(m => m.Link).ToList()));

    // An engagement without commitments counts in a row that is not of their states.
    private static IEnumerable<(Dictionary<string, string> Members, List<StatedCommitment> Links)> OfCommitments(FilteredEngagement e, IReadOnlyList<string> by) =>
        by.Any(Attributes.OfCommitment.Has) ? Groups(e.Commitments, by, Attributes.OfCommitment, e.Filters) : [([], [.. e.Commitments])];

    // A link may have several groups, or no pair.
    private static IEnumerable<Dictionary<string, string>> Combinations<TLink>(
        TLink link, IReadOnlyList<string> by, MembersOf<TLink> attributes, IReadOnlyList<QueryFilter> filters)
    {
        IEnumerable<Dictionary<string, string>> all = [new Dictionary<string, string>()];
        foreach (var dimension in by)
        {
            var members = attributes[dimension](link).Where(m => filters.All(f => f.Dimension != dimension || f.Values.Contains(m))).ToList();
            all = all.SelectMany(known => members.Select(m => new Dictionary<string, string>(known) { [dimension] = m })).ToList();
        }

        return all;
    }

    private static CountedMember Member(string dimension, TestEngagement engagement, Dictionary<string, string> linked)
    {
        if (Attributes.IsTime(dimension))
        {
            return CountedMember.Of(dimension, Periods.Key(dimension, engagement.Start));
        }

        var code = Attributes.OfEngagement.Has(dimension) ? Attributes.OfEngagement[dimension](engagement).Single() : linked[dimension];
        return CountedMember.Of(code) with { Key = (Attributes.Fixed.GetValueOrDefault(dimension) ?? DeclaredDimension.Find(dimension)?.Codes) is { } codes ? codes.ToList().IndexOf(code) : 0 };
    }
}
