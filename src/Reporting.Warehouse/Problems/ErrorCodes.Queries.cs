namespace Reporting.Warehouse.Problems;

// Codes of queries.
public static partial class ErrorCodes
{
    public static readonly ErrorCode UnknownMeasure = new(ProblemKind.Invalid, "unknown-measure");
    public static readonly ErrorCode UnknownDimension = new(ProblemKind.Invalid, "unknown-dimension");
    public static readonly ErrorCode UnknownMember = new(ProblemKind.Invalid, "unknown-member");
    public static readonly ErrorCode UnknownOrder = new(ProblemKind.Invalid, "unknown-order");
    public static readonly ErrorCode OneValued = new(ProblemKind.Invalid, "one-valued");
    public static readonly ErrorCode BadFilter = new(ProblemKind.Invalid, "bad-filter");
    public static readonly ErrorCode NoMeasure = new(ProblemKind.Invalid, "no-measure");
    public static readonly ErrorCode TooManyDimensions = new(ProblemKind.Invalid, "too-many-dimensions");
    public static readonly ErrorCode TooManyWords = new(ProblemKind.Invalid, "too-many-words");
    public static readonly ErrorCode UnknownEngagement = new(ProblemKind.NotFound, "unknown-engagement");
    public static readonly ErrorCode ChangesTooOld = new(ProblemKind.Unanswerable, "changes-too-old");
    public static readonly ErrorCode TooManyEmptyPeriods = new(ProblemKind.Unanswerable, "too-many-empty-periods");
    public static readonly ErrorCode NeedsOneTimeLevel = new(ProblemKind.Unanswerable, "needs-one-time-level");
    public static readonly ErrorCode NoSuchVariant = new(ProblemKind.Unanswerable, "no-such-variant");
    public static readonly ErrorCode NeedsLevel = new(ProblemKind.Unanswerable, "needs-level");
    public static readonly ErrorCode NeedsDimension = new(ProblemKind.Unanswerable, "needs-dimension");
    public static readonly ErrorCode NeedsParentLevel = new(ProblemKind.Unanswerable, "needs-parent-level");
    public static readonly ErrorCode TooManyCells = new(ProblemKind.Unanswerable, "too-many-cells");
    public static readonly ErrorCode QuestionsBusy = new(ProblemKind.Unavailable, "questions-busy", retryAfter: 10);
}
