using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Api.Imports;

/// <summary>An import with its results, or the expected results of a preview. Values that are not known are null.</summary>
public sealed record ImportResponse : ImportSummary
{
    [SetsRequiredMembers]
    private ImportResponse(ImportSummary summary, ImportResult? result)
        : base(summary)
    {
        (Taken, FileHash, Ignored) = (result?.Taken, result?.FileHash, result?.Ignored);
        (DomainLinks, ParticipationLines, SourceLinks) = (result?.DomainLinks, result?.ParticipationLines, result?.SourceLinks);
        (NewMembers, ChangedMembers, First) = (result?.NewMembers, result?.ChangedMembers, result?.First);
        Duplicates = result?.Duplicates;
        (MemberChanges, MemberChangesOmitted) = (result?.MemberChanges, result?.MemberChangesOmitted);
        (UnknownDomainLinks, UnknownParticipationLines, UnknownSourceLinks) = (result?.UnknownDomainLinks, result?.UnknownParticipationLines, result?.UnknownSourceLinks);
        (LeftOut, RefusalGroups, WarningGroups) = (result?.LeftOut, result?.RefusalGroups, result?.WarningGroups);
        (Refusals, RefusalsOmitted) = (result?.Refusals, result?.RefusalsOmitted);
        (Warnings, WarningsOmitted) = (result?.Warnings, result?.WarningsOmitted);
    }

    /// <summary>False if nothing is imported because more engagements were refused than <c>maxRejected</c>.</summary>
    [JsonPropertyOrder(1)]
    public bool? Taken { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    [JsonPropertyOrder(1)]
    public string? FileHash { get; init; }

    /// <summary>Rows that the mapping omits.</summary>
    [JsonPropertyOrder(1)]
    public int? Ignored { get; init; }

    /// <summary>Links and lines of the engagements added and changed.</summary>
    [JsonPropertyOrder(1)]
    public int? DomainLinks { get; init; }

    [JsonPropertyOrder(1)]
    public int? ParticipationLines { get; init; }

    [JsonPropertyOrder(1)]
    public int? SourceLinks { get; init; }

    /// <summary>How many of the links and lines refer to the unknown member.</summary>
    [JsonPropertyOrder(1)]
    public int? UnknownDomainLinks { get; init; }

    [JsonPropertyOrder(1)]
    public int? UnknownParticipationLines { get; init; }

    [JsonPropertyOrder(1)]
    public int? UnknownSourceLinks { get; init; }

    /// <summary>The omitted rows, counted by reason.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<LeftOut>? LeftOut { get; init; }

    [JsonPropertyOrder(1)]
    public NewMembers? NewMembers { get; init; }

    /// <summary>Existing members whose attributes changed.</summary>
    [JsonPropertyOrder(1)]
    public int? ChangedMembers { get; init; }

    /// <summary>Differences between the file and existing members, whether they were applied or not; at most 1,000.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<MemberChange>? MemberChanges { get; init; }

    [JsonPropertyOrder(1)]
    public int? MemberChangesOmitted { get; init; }

    /// <summary>New members that may be the same as others, with the alias for the mapping; at most 200.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PossibleDuplicate>? Duplicates { get; init; }

    /// <summary>Refusals grouped by reason, most frequent first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RowErrorGroup>? RefusalGroups { get; init; }

    /// <summary>Warnings about imported values, grouped: those of the whole file first, then the most frequent.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<WarningGroup>? WarningGroups { get; init; }

    /// <summary>The first 1,000 refusals, in the order of the file.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RowError>? Refusals { get; init; }

    [JsonPropertyOrder(1)]
    public int? RefusalsOmitted { get; init; }

    /// <summary>The first 1,000 warnings about imported values.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ImportWarning>? Warnings { get; init; }

    [JsonPropertyOrder(1)]
    public int? WarningsOmitted { get; init; }

    /// <summary>The first engagements of the import or preview.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PreviewedEngagement>? First { get; init; }

    internal static new ImportResponse Of(ImportEntry entry)
    {
        var response = new ImportResponse(ImportSummary.Of(entry), entry.Run?.Result);
        return response with { FileHash = response.FileHash ?? (entry.Taken is { FileHash.Length: > 0 } taken ? taken.FileHash : null) };
    }

    /// <summary>The response for a job that just ended.</summary>
    internal static ImportResponse Of(ImportJob run)
    {
        var response = Of(new ImportEntry(run, null));
        return run.ImportKey is not { } key ? response : response with
        {
            Id = Text(key), DataVersion = key, RejectedCsv = run.HasRejected ? $"{ImportsEndpoints.Route}/{Text(key)}/rejected.csv" : null,
        };
    }

    internal static ImportResponse OfPreview(ImportResult result)
    {
        var run = new ImportJob("", "", result.Mapping, result.FileName, ImportState.Running, default, result.Rows, result.Rejected) { Result = ImportQueue.Listed(result) };
        return new ImportResponse(ImportSummary.Of(new ImportEntry(run, null)), run.Result) with
        {
            Id = null, State = "preview", By = null, StartedAt = null, Error = result.Refusal is { } refusal ? new ImportErrorResponse(refusal.Code, refusal.Message, refusal.Hint) : null,
        };
    }

    private static string Text(int key) => key.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Why nothing was imported. The codes are those of docs/errors.md.</summary>
public sealed record ImportErrorResponse(string Code, string Detail, string Hint);

/// <summary><c>RowsInAll</c> counts all pages. <c>Next</c> is the value of <c>after</c> for the next page; null on the last page.</summary>
/// <param name="Mappings">The mappings that an import can name.</param>
public sealed record ImportsPageResponse(int Rows, int RowsInAll, bool Truncated, int Limit, string? Next, IReadOnlyList<string> Mappings);

/// <summary>A page of imports, newest first.</summary>
public sealed record ImportsResponse(IReadOnlyList<ImportSummary> Data, ImportsPageResponse Meta);

/// <summary>The result of undoing an import.</summary>
/// <param name="Id">Id of the undo in the history, which is the new data version.</param>
/// <param name="Undoes">The import that was undone.</param>
/// <param name="Removed">Number of removed engagements.</param>
/// <param name="Restored">Number of restored engagements.</param>
public sealed record UndoResponse(string Id, int DataVersion, int Undoes, int Removed, int Restored);
