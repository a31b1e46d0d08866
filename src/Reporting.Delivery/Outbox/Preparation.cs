using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>The result of preparing a mail: it is ready, another process is making it, or it cannot be made.</summary>
/// <param name="Problem">Why there is no mail; for an empty mail, the reason that the owner reads.</param>
/// <param name="IsPassing">True if retrying may help.</param>
public sealed record Preparation(PreparedMail? Mail, Problem? Problem, bool IsPassing)
{
    public static readonly Preparation Elsewhere = new(null, null, true);

    private static readonly Problem WithheldReason = new(
        ErrorCodes.RecipientsView, "For the recipient, nothing matches or the report cannot be made.", "The recipient sees other data than you, so the reason is not shown here. The log has it.");

    private static readonly Problem NotYet = new(ErrorCodes.RecipientsView, "The recipient's report could not be made yet.", "The delivery will be retried. The log has the details.") { Kind = ProblemKind.Unavailable };

    /// <summary>
    /// The mail with the data that both owner and recipient may see, if the recipient sees more. It decides whether the mail is sent, so neither of them learns about data of the other.
    /// </summary>
    public PreparedMail? Common { get; init; }

    /// <summary>True if nothing matches or the query cannot be answered, so that no mail is sent.</summary>
    public bool IsEnded => Mail is { IsEmpty: true } || (Problem is not null && !IsPassing);

    /// <summary>The result without the problem, for an owner who may not see the data that caused it.</summary>
    public Preparation Withheld => this with { Problem = IsPassing ? NotYet : WithheldReason };

    public static Preparation Ready(PreparedMail mail) => new(mail, null, false);

    public static Preparation Broken(Problem problem) => new(null, problem, problem.Kind == ProblemKind.Unavailable);
}
