namespace Reporting.Delivery.Exports;

/// <summary>A file that is made in the background, as far as it is.</summary>
public sealed record ExportJob
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required string Report { get; init; }

    public required string Format { get; init; }

    public string? Section { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    public required ExportState State { get; init; }

    /// <summary>0 to 100; only grows.</summary>
    public required int Percent { get; init; }

    public required long RowsDone { get; init; }

    /// <summary>Null until the file is begun, and for one that has no rows to count.</summary>
    public long? RowsInAll { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the job and its file are removed; null before the end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its file; null before it is done.</summary>
    public ExportFile? File { get; init; }

    /// <summary>Why it failed.</summary>
    public ExportError? Error { get; init; }

    internal int Attempts { get; init; }

    /// <summary>Of its owner: it sees what they see when it runs.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
}

/// <summary>Why a job failed, as it was said then: a code of docs/errors.md, what is wrong, what to do.</summary>
public sealed record ExportError(string Code, string Message, string Hint);

/// <summary>The finished file of a job.</summary>
/// <param name="StoredAs">Its name in the folder of exports.</param>
/// <param name="Tag">The ETag that the same download would have; null where it had none.</param>
/// <param name="Handling">Code of the highest marking of what it is about; null where there is none.</param>
/// <param name="DataVersion">Which data it is made of, and <paramref name="Rows"/> how many it shows: for the audit trail; null for files of older programs.</param>
public sealed record ExportFile(string StoredAs, string FileName, string ContentType, long Bytes, string? Tag, string? Handling, long? DataVersion, long? Rows);

/// <summary>How far a job is.</summary>
public enum ExportState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Its file is there.</summary>
    Done,

    /// <summary>It ended without a file; its error says why.</summary>
    Failed,
}
