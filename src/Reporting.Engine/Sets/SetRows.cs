using Reporting.Engine.Model;

namespace Reporting.Engine.Sets;

/// <summary>Where the rows of a set come from.</summary>
internal abstract record SetRows
{
    private SetRows()
    {
    }

    /// <summary>Engagements, or their links of one sort.</summary>
    /// <param name="Joins">Tables that the set's own properties need.</param>
    public sealed record Links(LinkSet Set, string Joins = "") : SetRows;

    /// <summary>The members that occur in what the caller may see.</summary>
    public sealed record Members(IReadOnlyList<SetOccurrence> Occurrences) : SetRows;

    /// <summary>The days, months and years of every year in which there is an engagement.</summary>
    public sealed record Calendar : SetRows;

    /// <summary>The cells of a question, its measures distinct in each.</summary>
    public sealed record Question(IReadOnlyList<string> By) : SetRows;
}
