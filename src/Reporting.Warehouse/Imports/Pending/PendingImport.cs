using Reporting.Warehouse.Imports.Queue;

namespace Reporting.Warehouse.Imports.Pending;

/// <summary>A file that a person uploaded on the pages, with its mapping. It stays on the server until it is imported or discarded, or its time is over.</summary>
public sealed record PendingImport(string Id, string Owner, string FileName, long Bytes, DateTimeOffset UploadedAt)
{
    /// <summary>The name of the mapping: an installed one, <c>native</c>, or the name for <see cref="Yaml"/>.</summary>
    public required string Mapping { get; init; }

    /// <summary>The text of a mapping that belongs to this file only; null for an installed one.</summary>
    public string? Yaml { get; init; }

    /// <summary>True if the file is complete: engagements that it lacks are retired.</summary>
    public bool IsReplacement { get; init; }

    /// <summary>The first suggestion, to which a person can return; null if the file needed none.</summary>
    public string? Suggestion { get; init; }
}

/// <summary>The work on a pending import.</summary>
public enum PendingStep
{
    /// <summary>A dry run.</summary>
    Check,

    /// <summary>The import itself.</summary>
    Import,
}

/// <summary>The last or current work on a pending import.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Rejected">Engagements refused so far.</param>
public sealed record PendingWork(PendingStep Step, int Rows = 0, int Rejected = 0, bool IsMerging = false)
{
    /// <summary>Null while the work runs, or if its process ended early.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result. Null for an unreadable file.</summary>
    public ImportResult? Result { get; init; }

    /// <summary>Why nothing was imported or checked.</summary>
    public ImportError? Error { get; init; }

    /// <summary>The id of the import in the history.</summary>
    public string? ImportId { get; init; }
}
