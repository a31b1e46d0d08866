using System.Text.Json;

namespace Reporting.Engine.Queries;

/// <summary>
/// The engagements that a caller may see: those that meet every rule of at least one alternative. A rule keeps or hides whole engagements, never
/// single links, so that weights stay complete.
/// </summary>
public sealed class RowScope
{
    public static readonly RowScope Everything = new(Array.Empty<QueryFilter>());
    public static readonly RowScope Nothing = new(Array.Empty<IReadOnlyList<QueryFilter>>());

    /// <param name="rules">All of them must hold; an empty list shows everything.</param>
    public RowScope(IReadOnlyList<QueryFilter> rules)
        : this((IReadOnlyList<IReadOnlyList<QueryFilter>>)[rules])
    {
    }

    private RowScope(IReadOnlyList<IReadOnlyList<QueryFilter>> alternatives)
    {
        Alternatives = alternatives;
        Key = IsEverything ? string.Empty : JsonSerializer.Serialize(alternatives);
    }

    /// <summary>One set of rules for each role with a visibility of its own.</summary>
    public IReadOnlyList<IReadOnlyList<QueryFilter>> Alternatives { get; }

    public bool IsEverything => Alternatives is [{ Count: 0 }];

    /// <summary>Scopes with the same key show the same engagements.</summary>
    public string Key { get; }

    /// <summary>Shows what both scopes show.</summary>
    public static RowScope Both(RowScope one, RowScope other) => AnyOf(one.Alternatives.SelectMany(
        rules => other.Alternatives,
        (rules, others) => new RowScope([.. rules.Concat(others).DistinctBy(rule => JsonSerializer.Serialize(rule))])));

    /// <summary>Shows what any of the scopes shows. A scope is left out if another has a part of its rules, and so shows more.</summary>
    public static RowScope AnyOf(IEnumerable<RowScope> scopes)
    {
        var all = scopes.SelectMany(s => s.Alternatives)
            .Select(rules => (Rules: rules, Keys: rules.Select(r => JsonSerializer.Serialize(r)).ToHashSet(StringComparer.Ordinal)))
            .OrderBy(a => a.Keys.Count).ThenBy(a => string.Concat(a.Keys.Order(StringComparer.Ordinal)), StringComparer.Ordinal);
        var kept = new List<(IReadOnlyList<QueryFilter> Rules, HashSet<string> Keys)>();
        foreach (var alternative in all)
        {
            if (!kept.Any(k => k.Keys.IsSubsetOf(alternative.Keys)))
            {
                kept.Add(alternative);
            }
        }

        return kept switch
        {
            [] => Nothing,
            [{ Rules.Count: 0 }] => Everything,
            _ => new RowScope([.. kept.Select(k => k.Rules)]),
        };
    }
}
