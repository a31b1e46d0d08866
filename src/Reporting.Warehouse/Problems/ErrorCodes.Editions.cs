namespace Reporting.Warehouse.Problems;

// Codes of editions.
public static partial class ErrorCodes
{
    public static readonly ErrorCode MalformedEdition = new(ProblemKind.Invalid, "malformed-edition");
    public static readonly ErrorCode EditionNotHere = new(ProblemKind.Invalid, "edition-not-here");
    public static readonly ErrorCode EditionWithdrawn = new(ProblemKind.Forbidden, "edition-withdrawn");
    public static readonly ErrorCode UnknownEdition = new(ProblemKind.NotFound, "unknown-edition");
    public static readonly ErrorCode NotComparable = new(ProblemKind.Unanswerable, "not-comparable");
    public static readonly ErrorCode VersionNotKept = new(ProblemKind.Unanswerable, "version-not-kept");
    public static readonly ErrorCode EditionExists = new(ProblemKind.Conflict, "edition-exists");
    public static readonly ErrorCode EditionReadOnly = new(ProblemKind.Conflict, "edition-read-only");
    public static readonly ErrorCode EditionDiffers = new(ProblemKind.Conflict, "edition-differs");
    public static readonly ErrorCode EditionsFull = new(ProblemKind.Conflict, "editions-full");
    public static readonly ErrorCode EditionBusy = new(ProblemKind.Unavailable, "edition-busy", retryAfter: 30);
    public static readonly ErrorCode VersionsBusy = new(ProblemKind.Unavailable, "versions-busy", retryAfter: 60);
    public static readonly ErrorCode EditionUnusable = new(ProblemKind.Unavailable, "edition-unusable");
}
