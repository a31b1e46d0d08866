using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Engagements;

/// <summary>Selects commitments to list.</summary>
/// <param name="Query">Its filters and search select the agreements; those on domains keep commitments of these domains. Its limit and language apply.</param>
public sealed record CommitmentQuery(ReportQuery Query)
{
    /// <summary>Empty for all states.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Keeps commitments whose due date ends on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    public DateOnly? DueTo { get; init; }

    /// <summary>The code of the agreement.</summary>
    public string? Engagement { get; init; }

    /// <summary>The code of a responsible party.</summary>
    public string? Party { get; init; }

    /// <summary>The code of the domain of the commitment, or <c>unknown</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>The day on which states are derived; null for the day of the data.</summary>
    public DateOnly? AsOfDay { get; init; }

    public string? After { get; init; }

    /// <summary>True to read the pairs of countries of the agreements. It needs a caller who sees them.</summary>
    public bool WithPairs { get; init; }
}

/// <summary>A page of commitments, what is overdue first.</summary>
/// <param name="Next">The start of the next page; null on the last.</param>
/// <param name="Count">The number of commitments on all pages.</param>
/// <param name="States">The number of commitments by state, whatever states the query keeps.</param>
/// <param name="Day">The day on which the states were derived; null for data without an import.</param>
/// <param name="Handling">The highest classification of the agreements, their evidence and their follow-ups.</param>
public sealed record CommitmentPage(
    IReadOnlyList<ListedCommitment> Commitments, string? Next, int Count, IReadOnlyDictionary<string, int> States, DateOnly? Day, int Limit, DataVersion Version, string Filters, Classification Handling)
{
    /// <summary>Follow-ups of the agreements, independent of the filters on commitments.</summary>
    public FollowUps FollowUps { get; init; } = new(0, 0, null);

    /// <summary>The beginning of the page.</summary>
    internal CommitmentPage First(int limit) => Commitments.Count <= limit ? this : this with { Commitments = [.. Commitments.Take(limit)], Next = CommitmentMark.Of(Commitments[limit - 1]).Text };
}

/// <summary>The place of a commitment in the order of lists: by state, then by due date, engagement and place in it.</summary>
internal sealed record CommitmentMark(int State, DateOnly Due, string Engagement, int Order)
{
    public static readonly Comparer<CommitmentMark> InOrder = Comparer<CommitmentMark>.Create(Compare);

    public static CommitmentMark Of(ListedCommitment commitment) => new(
        CommitmentStates.All.ToList().IndexOf(commitment.State), commitment.DueBy ?? DateOnly.MaxValue, commitment.Engagement!.Code, commitment.Order);

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{State}.{Due:yyyyMMdd}.{Order}.{Engagement}");

    /// <summary>Null for the first page.</summary>
    public static Outcome<(CommitmentMark? Mark, string? Text)> ParseOptional(string? text)
    {
        if (text is null)
        {
            return ((CommitmentMark?)null, text);
        }

        return text.Split('.', 4) is [var state, var due, var order, { Length: > 0 } engagement]
            && int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && DateOnly.TryParseExact(due, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && int.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (new CommitmentMark(first, day, engagement, place), text)
            : new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(text)}' does not mark a place in the list.", "Use the value of 'next' from the previous page.");
    }

    private static int Compare(CommitmentMark one, CommitmentMark other) => one.State != other.State ? one.State.CompareTo(other.State)
        : one.Due != other.Due ? one.Due.CompareTo(other.Due)
        : string.CompareOrdinal(one.Engagement, other.Engagement) is not 0 and var code ? code
        : one.Order.CompareTo(other.Order);
}
