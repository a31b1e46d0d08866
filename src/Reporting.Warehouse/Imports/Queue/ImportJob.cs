using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>An import over HTTP.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Rejected">Engagements refused so far.</param>
public sealed record ImportJob(string Id, string Owner, string Mapping, string FileName, ImportState State, DateTimeOffset StartedAt, int Rows, int Rejected)
{
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The version that it created.</summary>
    public int? ImportKey { get; init; }

    /// <summary>The result. Null while it runs, and for an unreadable file.</summary>
    public ImportResult? Result { get; init; }

    /// <summary>Why nothing was imported.</summary>
    public ImportError? Error { get; init; }

    /// <summary>The same problem for the response of an import that has just ended.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>True when the refused rows are stored.</summary>
    public bool HasRejected { get; init; }
}

/// <summary>Why nothing was imported, as stored.</summary>
public sealed record ImportError(string Code, string Message, string Hint)
{
    internal static ImportError? Of(Problem? problem) => problem is null ? null : new ImportError(problem.Code, problem.Message, problem.Hint);
}

/// <summary>An import in the history: as stored in the star, as a stored job, or both.</summary>
public sealed record ImportEntry(ImportJob? Run, AcceptedImport? Taken)
{
    /// <summary>The version that it created, or the id of a job without a version.</summary>
    public string Id => Taken?.Key.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Run!.Id;

    /// <summary>When it became part of the data; for a job without a version, when it began.</summary>
    public DateTimeOffset At => Taken?.At ?? Run!.StartedAt;

    /// <summary>Why an import without a version cannot be undone.</summary>
    internal Problem NotTaken => new(ErrorCodes.ImportNotTaken, $"Import {Id} made no data version.", "There is nothing to undo.");
}

/// <summary>The state of an import.</summary>
public enum ImportState
{
    /// <summary>Waiting or running.</summary>
    Running,

    /// <summary>It created a new data version.</summary>
    Taken,

    /// <summary>The warehouse already held all of it.</summary>
    Unchanged,

    /// <summary>Nothing was imported.</summary>
    Refused,
}

/// <summary>The last progress of a running import.</summary>
internal sealed class JobProgress : IProgress<ImportProgress>
{
    public ImportProgress Last { get; private set; } = new(0, 0, IsMerging: false);

    /// <summary>Receives every progress too; null for none.</summary>
    public IProgress<ImportProgress>? Listener { get; set; }

    public void Report(ImportProgress value)
    {
        Last = value;
        Listener?.Report(value);
    }
}
