namespace Reporting.Warehouse.Problems;

// Codes of reports, their files and exports.
public static partial class ErrorCodes
{
    public static readonly ErrorCode MalformedHash = new(ProblemKind.Invalid, "malformed-hash");
    public static readonly ErrorCode MissingParameter = new(ProblemKind.Invalid, "missing-parameter");
    public static readonly ErrorCode MalformedReport = new(ProblemKind.Invalid, "malformed-report");
    public static readonly ErrorCode NotYours = new(ProblemKind.Forbidden, "not-yours");
    public static readonly ErrorCode DefinitionWithheld = new(ProblemKind.Forbidden, "definition-withheld");
    public static readonly ErrorCode UnknownReport = new(ProblemKind.NotFound, "unknown-report");
    public static readonly ErrorCode UnknownFormat = new(ProblemKind.NotFound, "unknown-format");
    public static readonly ErrorCode UnknownSection = new(ProblemKind.NotFound, "unknown-section");
    public static readonly ErrorCode UnknownExport = new(ProblemKind.NotFound, "unknown-export");
    public static readonly ErrorCode EmbedOff = new(ProblemKind.NotFound, "embed-off");
    public static readonly ErrorCode ExportsFull = new(ProblemKind.TooLarge, "exports-full");
    public static readonly ErrorCode ReportTooLarge = new(ProblemKind.TooLarge, "report-too-large");
    public static readonly ErrorCode ReleaseExists = new(ProblemKind.Conflict, "release-exists");
    public static readonly ErrorCode TooManySavedReports = new(ProblemKind.Conflict, "too-many-saved-reports");
    public static readonly ErrorCode SavedReportChanged = new(ProblemKind.Outdated, "saved-report-changed");
    public static readonly ErrorCode ExportNotDone = new(ProblemKind.Conflict, "export-not-done");
    public static readonly ErrorCode TooManyExports = new(ProblemKind.Conflict, "too-many-exports");
    public static readonly ErrorCode TooManyRows = new(ProblemKind.Unanswerable, "too-many-rows");
    public static readonly ErrorCode ParametersEqual = new(ProblemKind.Unanswerable, "parameters-equal");
    public static readonly ErrorCode ReportOutdated = new(ProblemKind.Unanswerable, "report-outdated");
    public static readonly ErrorCode OwnerGone = new(ProblemKind.Unanswerable, "owner-gone");
    public static readonly ErrorCode ExportsBusy = new(ProblemKind.Unavailable, "exports-busy", retryAfter: 60);
    public static readonly ErrorCode ExportAbandoned = new(ProblemKind.Unavailable, "export-abandoned");
    public static readonly ErrorCode ExportFailed = new(ProblemKind.Unavailable, "export-failed");
    public static readonly ErrorCode ExportFileMissing = new(ProblemKind.Unavailable, "export-file-missing");
    public static readonly ErrorCode PdfEngineMissing = new(ProblemKind.Unavailable, "pdf-engine-missing");
    public static readonly ErrorCode PdfEngineFailed = new(ProblemKind.Unavailable, "pdf-engine-failed", retryAfter: 10);
    public static readonly ErrorCode PdfBusy = new(ProblemKind.Unavailable, "pdf-busy", retryAfter: 30);
    public static readonly ErrorCode PdfTimeout = new(ProblemKind.Unavailable, "pdf-timeout", retryAfter: 60);
}
