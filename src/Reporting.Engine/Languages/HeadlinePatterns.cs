namespace Reporting.Engine.Languages;

/// <summary>
/// The headline of a report, one whole pattern for each language. Values: <c>subject</c> (what was chosen), <c>count</c>, <c>period</c> (year, range,
/// since, until, all) with <c>from</c> and <c>to</c>, <c>change</c> (more, fewer, same) with <c>difference</c> and <c>before</c>, <c>leaders</c> with
/// <c>first</c>, <c>second</c> and their figures.
/// </summary>
public sealed partial record HeadlinePatterns
{
    /// <summary>Counts engagements, compared with the period before, with the largest members. <c>by</c> is <c>with</c> for countries, organisations and people, and <c>pair</c> for pairs.</summary>
    public required SentencePattern Activity { get; init; }

    /// <summary>How much is not stated: <c>leaders</c> are details such as the place.</summary>
    public required SentencePattern Gaps { get; init; }

    /// <summary>Counts overdue commitments, compared with the period before, with the largest members. <c>all</c> and <c>delivered</c> are numbers of commitments.</summary>
    public required SentencePattern Commitments { get; init; }

    /// <summary>With whom there was no contact for the longest time. <c>gap</c> tells whether it is longer or shorter than the gap of <c>all</c> days before, and <c>last</c> whether the silence of all is named.</summary>
    public required SentencePattern Silence { get; init; }

    /// <summary>The title of a document: <c>{title}</c>, <c>{years}</c>, and <c>{members}</c> if any are chosen.</summary>
    public required SentencePattern Title { get; init; }
}
