using Reporting.Api.Imports;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Rendering.Templates;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Reviews;

/// <summary>
/// Sets the review of one engagement by importing its own rows with another review. So it has the history, the undo and the data version of an import
/// (decision 0074).
/// </summary>
internal sealed class ReviewRunner(EngagementRunner engagements, ImportQueue queue, ImporterVisibility visibility, TimeProvider time)
{
    // An import that ends in between makes another data version.
    private const int MaxAttempts = 3;

    private static readonly Dictionary<string, string> Unchanged = [];

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The engagement with its state. Problems: <c>unknown-engagement</c>, <c>links-withheld</c>, and those of reading.</summary>
    public async Task<Outcome<ReviewedEngagement>> FindAsync(string code, string language, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await engagements.FindAsync(code, language, caller, null, cancellationToken, asStated: true)).IsValue(out var found, out var problem)
            || (problem = Corrections.Withheld(caller) ?? Corrections.Hidden([found.Engagement], caller)) is not null)
        {
            return problem;
        }

        var rows = await CorrectionFile.WriteAsync(found.Engagement, Unchanged, cancellationToken);
        return new ReviewedEngagement(found.Engagement, found.Version, Sha256.Of(rows));
    }

    /// <summary>
    /// Marks the engagement as reviewed by the caller today, or as a draft. If it already is, nothing is imported. Problems: those of
    /// <see cref="FindAsync"/> and of an import, and <c>engagement-changed</c>.
    /// </summary>
    /// <param name="shown">The state that the person saw; null if any is meant.</param>
    public async Task<Outcome<ReviewResponse>> SetAsync(string code, bool isDraft, string? shown, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!queue.Enter().IsValue(out var place, out var problem))
        {
            return problem;
        }

        using var inside = place;
        for (var attempt = 1; ; attempt++)
        {
            if (!(await FindAsync(code, "en", caller, cancellationToken)).IsValue(out var found, out problem)
                || !(await visibility.OfAsync(caller, seesAll, cancellationToken)).IsValue(out var visible, out problem))
            {
                return problem;
            }

            if (shown is not null && shown != found.State)
            {
                return new Problem(ErrorCodes.EngagementChanged, "The engagement changed since you opened its page.", "Open it again, and look at what changed.");
            }

            if (found.IsDraft == isDraft)
            {
                return ReviewResponse.Of(found.Engagement, found.Version);
            }

            var (by, on) = isDraft ? (null, null) : (caller.Name, (DateOnly?)Today);
            var rows = await CorrectionFile.WriteAsync(found.Engagement, Changes(isDraft, by, on), cancellationToken);
            var done = await queue.RunAsync(
                new ImportRequest(new MemoryStream(rows), $"{code}.review.csv") { Visible = visible, Rejected = Stream.Null, MadeFrom = found.Version.Version }, caller.Name, cancellationToken);
            if (done.Problem is { } moved && moved.Is(ErrorCodes.DataMoving) && attempt < MaxAttempts)
            {
                continue;
            }

            // The answer is not read again: row rules may hide the engagement after the change.
            return done.Then<ReviewResponse>(job => job.Refusal is { } refusal
                ? refusal
                : new ReviewResponse(found.Engagement.Code, isDraft ? ReviewState.Draft : ReviewState.Reviewed, by, on, job.Result!.DataVersion, job.ImportKey));
        }
    }

    private static Dictionary<string, string> Changes(bool isDraft, string? by, DateOnly? on) => new(StringComparer.Ordinal)
    {
        ["Review"] = isDraft ? ReviewState.Draft : ReviewState.Reviewed,
        ["ReviewedBy"] = by ?? "",
        ["ReviewedOn"] = on is { } day ? PartialDate.On(day).ToString() : "",
    };
}

/// <summary>An engagement whose review may be set.</summary>
/// <param name="State">A text that differs whenever the engagement has changed.</param>
public sealed record ReviewedEngagement(ListedEngagement Engagement, DataVersion Version, string State)
{
    public bool IsDraft => Engagement.Review is { IsDraft: true };
}
