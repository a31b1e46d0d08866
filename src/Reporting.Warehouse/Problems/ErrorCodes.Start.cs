namespace Reporting.Warehouse.Problems;

// Codes of the start.
public static partial class ErrorCodes
{
    public static readonly ErrorCode UnknownSetting = new(ProblemKind.Invalid, "unknown-setting");
    public static readonly ErrorCode MalformedSettings = new(ProblemKind.Invalid, "malformed-settings");
    public static readonly ErrorCode WeakSecret = new(ProblemKind.Invalid, "weak-secret");
    public static readonly ErrorCode DefinitionsMissing = new(ProblemKind.NotFound, "definitions-missing");
    public static readonly ErrorCode BadDefinition = new(ProblemKind.Conflict, "bad-definition");
    public static readonly ErrorCode SecretFileUnusable = new(ProblemKind.NotFound, "secret-file-unusable");
    public static readonly ErrorCode NotStarted = new(ProblemKind.Unavailable, "not-started");
}
