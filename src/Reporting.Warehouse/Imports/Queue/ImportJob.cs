using Reporting.Warehouse.Imports.History;
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

/// <summary>Why nothing of a file was taken, as it is kept.</summary>
public sealed record ImportError(string Code, string Message, string Hint)
{
    internal static ImportError? Of(Problem? problem) => problem is null ? null : new ImportError(problem.Code, problem.Message, problem.Hint);
}

/// <summary>An import in the history: as the star remembers it, as its run over HTTP was kept, or both.</summary>
public sealed record ImportEntry(ImportJob? Run, AcceptedImport? Taken)
{
    /// <summary>The version that it made, or the id of a run that made none.</summary>
    public string Id => Taken?.Key.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Run!.Id;

    /// <summary>When it became part of the data; of a run that did not, when it began.</summary>
    public DateTimeOffset At => Taken?.At ?? Run!.StartedAt;
}

/// <summary>Where an import is, or how it ended.</summary>
public enum ImportState
{
    /// <summary>It waits for its turn, or runs.</summary>
    Running,

    /// <summary>It made a new data version.</summary>
    Taken,

    /// <summary>All of it was there already.</summary>
    Unchanged,

    /// <summary>Nothing of it was taken.</summary>
    Refused,
}
