using Reporting.Engine.Sets;

namespace Reporting.Engine.Sql;

/// <summary>A value of a set's rows in SQL.</summary>
internal sealed record Term(string Sql, SetKind Kind, bool IsNullable)
{
    /// <summary>The stored whole number, where the value is that number divided: exact to sum, order and read.</summary>
    public string? Raw { get; init; }

    public long Divisor { get; init; } = 1;

    /// <summary>See <see cref="SetProperty.Needs"/>; of several values, what all of them need.</summary>
    public IReadOnlyList<SetNeed>? Needs { get; init; }

    /// <summary>Of a collection: its elements, and the alias of the engagement.</summary>
    public (SetElements Elements, string Alias)? Elements { get; init; }

    public string Exact => Raw ?? Sql;

    public bool IsNumber => Kind is SetKind.Whole or SetKind.Long or SetKind.Decimal or SetKind.Real;

    public bool IsWhole => Kind is SetKind.Whole or SetKind.Long;

    /// <summary>What values may be compared with each other.</summary>
    public string Sort => IsNumber ? "a number" : Kind switch
    {
        SetKind.Text => "a text",
        SetKind.Day => "a date",
        SetKind.Instant => "a moment",
        SetKind.Flag => "true or false",
        _ => "a collection",
    };

    public static IReadOnlyList<SetNeed>? Together(IEnumerable<Term> terms)
    {
        var needs = new List<SetNeed>();
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
