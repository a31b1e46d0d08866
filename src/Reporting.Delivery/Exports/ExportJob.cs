namespace Reporting.Delivery.Exports;

/// <summary>A background job that makes one file, with its progress.</summary>
public sealed record ExportJob
{
    /// <summary>The parameter that names the edition of the file.</summary>
    public const string EditionParameter = "edition";

    /// <summary>The report of a job that makes the release of an edition. No report has this id.</summary>
    public const string ReleaseReport = "edition release";

    public required string Id { get; init; }

    public bool IsRelease => Report == ReleaseReport;

    public required string Owner { get; init; }

    public required string Report { get; init; }

    public required string Format { get; init; }

    public string? Section { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>The edition of the file; null for the data of the time when it is made.</summary>
    public string? Edition => Parameters.FirstOrDefault(p => p.Key == EditionParameter).Value;

    public required ExportState State { get; init; }

    /// <summary>0 to 100; never decreases.</summary>
    public required int Percent { get; init; }

    public required long RowsDone { get; init; }

    /// <summary>Null before the file is started, and for a file without rows.</summary>
    public long? RowsInAll { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the job and its file are deleted; null before the job ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The finished file; null before the job is done.</summary>
    public ExportFile? File { get; init; }

    /// <summary>Why the job failed.</summary>
    public ExportError? Error { get; init; }

    internal int Attempts { get; init; }

    /// <summary>The owner's roles. The job reads data with the access rights that these roles have when it runs.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
}

/// <summary>Why a job failed: a code of docs/errors.md, a message and a hint.</summary>
public sealed record ExportError(string Code, string Message, string Hint);

/// <summary>The finished file of a job.</summary>
/// <param name="StoredAs">The file's name in the export folder.</param>
/// <param name="Tag">The ETag of the same file as a download; null if it has none.</param>
/// <param name="Handling">Code of the highest classification of its data; null if there is none.</param>
/// <param name="DataVersion">For the audit trail. Null for files that older versions of the program made, as is <paramref name="Rows"/>.</param>
public sealed record ExportFile(string StoredAs, string FileName, string ContentType, long Bytes, string? Tag, string? Handling, long? DataVersion, long? Rows)
{
    /// <summary>True if some of its data are invented.</summary>
    public bool IsInvented { get; init; }
}

/// <summary>The state of an export job.</summary>
public enum ExportState
{
    /// <summary>The job waits for a worker.</summary>
    Queued,

    /// <summary>A worker makes the file.</summary>
    Running,

    /// <summary>The file can be downloaded.</summary>
    Done,

    /// <summary>The job ended without a file. Its error says why.</summary>
    Failed,
}
