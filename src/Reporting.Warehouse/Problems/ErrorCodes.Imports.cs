namespace Reporting.Warehouse.Problems;

// Codes of import files and their imports.
public static partial class ErrorCodes
{
    public static readonly ErrorCode UnknownMapping = new(ProblemKind.Invalid, "unknown-mapping");
    public static readonly ErrorCode DoubtfulCountryCodes = new(ProblemKind.Invalid, "doubtful-country-codes");
    public static readonly ErrorCode DoubtfulUnit = new(ProblemKind.Invalid, "doubtful-unit");
    public static readonly ErrorCode MalformedMapping = new(ProblemKind.Invalid, "malformed-mapping");
    public static readonly ErrorCode NoMappingFile = new(ProblemKind.Invalid, "no-mapping-file");
    public static readonly ErrorCode UnknownDuplicate = new(ProblemKind.Invalid, "unknown-duplicate");
    public static readonly ErrorCode AliasNotWritten = new(ProblemKind.Invalid, "alias-not-written");
    public static readonly ErrorCode MappingTaken = new(ProblemKind.Invalid, "mapping-taken");
    public static readonly ErrorCode MalformedForm = new(ProblemKind.Invalid, "malformed-form");
    public static readonly ErrorCode UnknownPart = new(ProblemKind.Invalid, "unknown-part");
    public static readonly ErrorCode NoFile = new(ProblemKind.Invalid, "no-file");
    public static readonly ErrorCode EmptyFile = new(ProblemKind.Invalid, "empty-file");
    public static readonly ErrorCode NotUtf8 = new(ProblemKind.Invalid, "not-utf8");
    public static readonly ErrorCode MalformedXlsx = new(ProblemKind.Invalid, "malformed-xlsx");
    public static readonly ErrorCode UnknownSheet = new(ProblemKind.Invalid, "unknown-sheet");
    public static readonly ErrorCode TooManyColumns = new(ProblemKind.Invalid, "too-many-columns");
    public static readonly ErrorCode MalformedCsv = new(ProblemKind.Invalid, "malformed-csv");
    public static readonly ErrorCode UnknownColumn = new(ProblemKind.Invalid, "unknown-column");
    public static readonly ErrorCode RepeatedColumn = new(ProblemKind.Invalid, "repeated-column");
    public static readonly ErrorCode MissingColumn = new(ProblemKind.Invalid, "missing-column");
    public static readonly ErrorCode ImportRefused = new(ProblemKind.Invalid, "import-refused");
    public static readonly ErrorCode LinksWithheld = new(ProblemKind.Forbidden, "links-withheld");
    public static readonly ErrorCode ReplaceWithheld = new(ProblemKind.Forbidden, "replace-withheld");
    public static readonly ErrorCode FileMissing = new(ProblemKind.NotFound, "file-missing");
    public static readonly ErrorCode UnknownImport = new(ProblemKind.NotFound, "unknown-import");
    public static readonly ErrorCode UnknownUpload = new(ProblemKind.NotFound, "unknown-upload");
    public static readonly ErrorCode RejectedNotKept = new(ProblemKind.NotFound, "rejected-not-kept");
    public static readonly ErrorCode ReferenceDataMissing = new(ProblemKind.NotFound, "reference-data-missing");
    public static readonly ErrorCode FileTooLarge = new(ProblemKind.TooLarge, "file-too-large");
    public static readonly ErrorCode EngagementChanged = new(ProblemKind.Outdated, "engagement-changed");
    public static readonly ErrorCode ImportNotTaken = new(ProblemKind.Conflict, "import-not-taken");
    public static readonly ErrorCode ImportUndone = new(ProblemKind.Conflict, "import-undone");
    public static readonly ErrorCode ImportIsUndo = new(ProblemKind.Conflict, "import-is-undo");
    public static readonly ErrorCode UploadsFull = new(ProblemKind.Unavailable, "uploads-full");
    public static readonly ErrorCode ImportsBusy = new(ProblemKind.Unavailable, "imports-busy", retryAfter: 60);
}
