using System.ComponentModel.DataAnnotations;
using Reporting.Warehouse.Imports.Queue;

namespace Reporting.Api.Imports;

/// <summary>An import in the history.</summary>
public record ImportSummary
{
    /// <summary>The data version that the import created, or the id of an import without one.</summary>
    public required string? Id { get; init; }

    /// <summary>running, taken, unchanged (the file changed nothing), refused, undone, undoing or preview.</summary>
    [AllowedValues("running", "taken", "unchanged", "refused", "undone", "undoing", "preview")]
    public required string State { get; init; }

    public required string Mapping { get; init; }

    public required string FileName { get; init; }

    /// <summary>The caller who sent it; null for imports from the command line and for old imports.</summary>
    public required string? By { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rows of the file; while the import runs, the rows read so far.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of added engagements; null if they were not counted.</summary>
    public required int? Added { get; init; }

    public required int? Changed { get; init; }

    public required int? Unchanged { get; init; }

    public required int? Retired { get; init; }

    public required int? Rejected { get; init; }

    /// <summary>The data version that the import created.</summary>
    public required int? DataVersion { get; init; }

    /// <summary>The import that this undo removed.</summary>
    public required int? Undoes { get; init; }

    /// <summary>The data version of the undo that removed this import.</summary>
    public required int? UndoneBy { get; init; }

    /// <summary>Address of the refused rows; null if none are stored.</summary>
    public required string? RejectedCsv { get; init; }

    /// <summary>Why nothing was imported.</summary>
    public required ImportErrorResponse? Error { get; init; }

    internal static ImportSummary Of(ImportEntry entry)
    {
        var (run, taken) = (entry.Run, entry.Taken);
        return new ImportSummary
        {
            Id = entry.Id,
            State = taken is { Undoes: not null } ? "undoing" : taken is { UndoneBy: not null } ? "undone" : (run?.State ?? ImportState.Taken).ToString().ToLowerInvariant(),
            Mapping = taken?.Mapping ?? run!.Mapping,
            FileName = taken?.FileName ?? run!.FileName,
            By = run?.Owner,
            StartedAt = run?.StartedAt ?? taken?.At,
            EndedAt = run is null ? taken!.At : run.EndedAt,
            Rows = taken?.Rows ?? run!.Rows,
            Added = taken?.Added ?? run?.Result?.Added,
            Changed = taken?.Changed ?? run?.Result?.Changed,
            Unchanged = taken?.Unchanged ?? run?.Result?.Unchanged,
            Retired = taken?.Retired ?? run?.Result?.Retired,
            Rejected = run?.Rejected,
            DataVersion = taken?.Key,
            Undoes = taken?.Undoes,
            UndoneBy = taken?.UndoneBy,
            RejectedCsv = run is { HasRejected: true } ? $"{ImportsEndpoints.Route}/{entry.Id}/rejected.csv" : null,
            Error = run?.Error is { } error ? new ImportErrorResponse(error.Code, error.Message, error.Hint) : null,
        };
    }
}
