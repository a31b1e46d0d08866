using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>An import that came over HTTP.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Rejected">Engagements refused so far.</param>
public sealed record ImportJob(string Id, string Owner, string Mapping, string FileName, ImportState State, DateTimeOffset StartedAt, int Rows, int Rejected)
{
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The version that it made.</summary>
    public int? ImportKey { get; init; }

    /// <summary>What it did; null while it runs, and of a file that could not be read.</summary>
    public ImportResult? Result { get; init; }

    /// <summary>Why nothing was taken.</summary>
    public ImportError? Error { get; init; }

    /// <summary>The same of a run that has just ended, as it is answered.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>True where the refused rows are kept.</summary>
    public bool HasRejected { get; init; }
}
