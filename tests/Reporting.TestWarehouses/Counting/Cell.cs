namespace Reporting.TestWarehouses.Counting;

/// <summary>One combination of members, with the links of each engagement that belong to it.</summary>
internal sealed record Cell(IReadOnlyList<CountedMember> Members, List<Kept> Parts)
{
    public long Engagements => Parts.Count;

    public string KeyWithout(int index) => string.Join('|', Members.Where((_, i) => i != index));

    public static List<Cell> Of(IReadOnlyList<Kept> kept, IReadOnlyList<string> by)
    {
        var cells = new Dictionary<string, Cell>(StringComparer.Ordinal);
        if (by.Count == 0)
        {
            // Without dimensions there is one cell, even when it is empty.
            return [new Cell([], [.. kept])];
        }

        foreach (var e in kept)
        {
            foreach (var domains in Groups(e.Domains, by, Attributes.OfDomain))
            {
                foreach (var lines in Groups(e.Lines, by, Attributes.OfLine))
                {
                    foreach (var sources in Groups(e.Sources, by, Attributes.OfSource))
                    {
                        var part = new Kept(e.Engagement, domains, lines, sources);
                        var members = by.Select(dimension => Member(dimension, part)).ToList();
                        var key = string.Join('|', members);
                        cells.TryAdd(key, new Cell(members, []));
                        cells[key].Parts.Add(part);
                    }
                }
            }
        }

        return [.. cells.Values];
    }

    /// <summary>The links of one bridge, grouped by the members that <c>by</c> names; one group if it names none.</summary>
    private static IEnumerable<List<TLink>> Groups<TLink>(IReadOnlyList<TLink> links, IReadOnlyList<string> by, IReadOnlyDictionary<string, Func<TLink, string>> attributes) =>
        links.GroupBy(link => string.Join('|', by.Where(attributes.ContainsKey).Select(d => attributes[d](link)))).Select(g => g.ToList());

    private static CountedMember Member(string dimension, Kept part)
    {
        if (Attributes.IsTime(dimension))
        {
            return CountedMember.Of(dimension, Periods.Key(dimension, part.Engagement.Start));
        }

        return CountedMember.Of(
            Attributes.OfEngagement.TryGetValue(dimension, out var one) ? one(part.Engagement)
            : Attributes.OfDomain.TryGetValue(dimension, out var domain) ? domain(part.Domains[0])
            : Attributes.OfLine.TryGetValue(dimension, out var line) ? line(part.Lines[0])
            : part.Sources[0]);
    }
}
