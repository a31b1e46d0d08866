using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>What became of making a mail: it is there, another process is at it, or it cannot be made.</summary>
/// <param name="Problem">Why there is none; beside an empty mail, what is said of its emptiness.</param>
/// <param name="IsPassing">Of a problem: trying again may help.</param>
public sealed record Preparation(PreparedMail? Mail, Problem? Problem, bool IsPassing)
{
    public static readonly Preparation Elsewhere = new(null, null, true);

    private static readonly Problem Untold = new(
        ErrorCodes.RecipientsView, "With the recipient's eyes nothing matches, or the report cannot be made.", "They see other data than you, so no more is said here; the log has the rest.");

    private static readonly Problem NotYet = new(ErrorCodes.RecipientsView, "The recipient's report could not be made yet.", "It is tried again; the log has the rest.") { Kind = ProblemKind.Unavailable };

    /// <summary>
    /// What both owner and recipient may see, where the recipient sees more than that: whether the mail goes is decided by it, so that neither learns what only the other sees.
    /// </summary>
    public PreparedMail? Common { get; init; }

    /// <summary>The data brought it to an end: nothing matches, or the question has no answer.</summary>
    public bool IsEnded => Mail is { IsEmpty: true } || (Problem is not null && !IsPassing);

    /// <summary>The same for an owner who may not see what brought it about.</summary>
    public Preparation Withheld => this with { Problem = IsPassing ? NotYet : Untold };

    public static Preparation Ready(PreparedMail mail) => new(mail, null, false);

    public static Preparation Broken(Problem problem) => new(null, problem, problem.Kind == ProblemKind.Unavailable);
}
