using Reporting.Engine.Feed;

namespace Reporting.Engine.Sql.Feed;

/// <summary>A value of a set's rows in SQL.</summary>
internal sealed record Term(string Sql, FeedPropertyType Kind, bool IsNullable)
{
    /// <summary>The stored whole number, if the value is that number divided. It is exact to sum, order and read.</summary>
    public string? Raw { get; init; }

    public long Divisor { get; init; } = 1;

    /// <summary>The grouping that it needs to add up, see <see cref="FeedProperty.Needs"/>; for several values, what all of them need.</summary>
    public IReadOnlyList<FeedGroupingRequirement>? Needs { get; init; }

    /// <summary>The elements of a collection, and the alias of the engagement.</summary>
    public (FeedElements Elements, string Alias)? Elements { get; init; }

    public string Exact => Raw ?? Sql;

    public bool IsNumber => Kind is FeedPropertyType.Whole or FeedPropertyType.Long or FeedPropertyType.Decimal or FeedPropertyType.Real;

    public bool IsWhole => Kind is FeedPropertyType.Whole or FeedPropertyType.Long;

    /// <summary>The kinds of values that can be compared with each other.</summary>
    public string Sort => IsNumber ? "a number" : Kind switch
    {
        FeedPropertyType.Text => "a text",
        FeedPropertyType.Day => "a date",
        FeedPropertyType.Instant => "a moment",
        FeedPropertyType.Flag => "true or false",
        _ => "a collection",
    };

    public static IReadOnlyList<FeedGroupingRequirement>? Together(IEnumerable<Term> terms)
    {
        var needs = new List<FeedGroupingRequirement>();
        foreach (var term in terms)
        {
            if (term.Needs is null)
            {
                return null;
            }

            needs.AddRange(term.Needs);
        }

        return needs;
    }
}
