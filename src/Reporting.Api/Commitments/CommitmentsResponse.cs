using System.Text.Json.Serialization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;

namespace Reporting.Api.Commitments;

/// <summary>A page of commitments.</summary>
public sealed record CommitmentsResponse(IReadOnlyList<ListedCommitment> Data, CommitmentsPageResponse Meta)
{
    internal static CommitmentsResponse Of(CommitmentPage page) => new(
        page.Commitments,
        new(page.Version.Version, page.Version.AsOf, page.Day, page.Commitments.Count, page.Count, page.Next is not null, page.Limit, page.Filters, page.Next, StateCounts.Of(page.States), page.FollowUps, page.Handling, page.Version.IsInvented, page.Version.Edition));
}

/// <summary>The data version and size of a page. <c>RowsInAll</c> counts all pages; <c>Next</c> is the value of <c>after</c> for the next page.</summary>
/// <param name="Day">The day on which the states were derived; null if the day of the data is not known.</param>
/// <param name="Filters">The filters that select the agreements, in words.</param>
/// <param name="States">How many commitments are in each state, whatever <c>state</c> keeps.</param>
/// <param name="FollowUps">Follow-ups of the agreements, independent of the filters on commitments.</param>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
/// <param name="Edition">Present if the data are of an edition.</param>
public sealed record CommitmentsPageResponse(
    long DataVersion, DateTimeOffset? DataAsOf, DateOnly? Day, int Rows, int RowsInAll, bool Truncated, int Limit, string Filters, string? Next, StateCounts States, FollowUps FollowUps, Classification Handling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Invented,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Edition = null);

/// <summary>The number of commitments in each state.</summary>
/// <param name="Late">Neither delivered nor dropped, and the due date is over.</param>
/// <param name="DeliveredShare">Delivered ones divided by all; null without any.</param>
public sealed record StateCounts(int Late, int InProgress, int Open, int Delivered, int Dropped, int All, double? DeliveredShare)
{
    internal static StateCounts Of(IReadOnlyDictionary<string, int> states)
    {
        var all = states.Values.Sum();
        return new StateCounts(
            states[CommitmentStates.Late], states[CommitmentStates.InProgress], states[CommitmentStates.Open], states[CommitmentStates.Delivered], states[CommitmentStates.Dropped], all,
            all == 0 ? null : (double)states[CommitmentStates.Delivered] / all);
    }
}
