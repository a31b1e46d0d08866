using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Queue;

namespace Reporting.Api.Imports;

/// <summary>An import, and all that is to say of what it did or in a preview would do; what nobody knows (any more) is null.</summary>
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
        (Refusals, RefusalsOmitted) = (result?.Refusals, result?.RefusalsOmitted);
        (Warnings, WarningsOmitted) = (result?.Warnings, result?.WarningsOmitted);
    }

    /// <summary>False where nothing was, or would be, taken: more engagements were refused than <c>maxRejected</c>.</summary>
    [JsonPropertyOrder(1)]
    public bool? Taken { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    [JsonPropertyOrder(1)]
    public string? FileHash { get; init; }

    /// <summary>Rows that the mapping leaves out.</summary>
    [JsonPropertyOrder(1)]
    public int? Ignored { get; init; }

    /// <summary>Links and lines of the engagements added and changed.</summary>
    [JsonPropertyOrder(1)]
    public int? DomainLinks { get; init; }

    [JsonPropertyOrder(1)]
    public int? ParticipationLines { get; init; }

    [JsonPropertyOrder(1)]
    public int? SourceLinks { get; init; }

    [JsonPropertyOrder(1)]
    public NewMembers? NewMembers { get; init; }

    /// <summary>Members that were there and got other attributes.</summary>
    [JsonPropertyOrder(1)]
    public int? ChangedMembers { get; init; }

    /// <summary>What the file says of known members that was not so before: taken, or not; at most 1,000.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<MemberChange>? MemberChanges { get; init; }

    [JsonPropertyOrder(1)]
    public int? MemberChangesOmitted { get; init; }

    /// <summary>New members that may be the same as others, with what the mapping says if they are; at most 200.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PossibleDuplicate>? Duplicates { get; init; }

    /// <summary>What is wrong, in the order of the file: the first 1,000.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RowError>? Refusals { get; init; }

    [JsonPropertyOrder(1)]
    public int? RefusalsOmitted { get; init; }

    /// <summary>What was taken, but somebody should look at: the first 1,000.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ImportWarning>? Warnings { get; init; }

    [JsonPropertyOrder(1)]
    public int? WarningsOmitted { get; init; }

    /// <summary>The first engagements as they are, or would be.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PreviewedEngagement>? First { get; init; }

    internal static new ImportResponse Of(ImportEntry entry)
    {
        var answer = new ImportResponse(ImportSummary.Of(entry), entry.Run?.Result);
        return answer with { FileHash = answer.FileHash ?? (entry.Taken is { FileHash.Length: > 0 } taken ? taken.FileHash : null) };
    }

    /// <summary>Of a run that just ended.</summary>
    internal static ImportResponse Of(ImportJob run)
    {
        var answer = Of(new ImportEntry(run, null));
        return run.ImportKey is not { } key ? answer : answer with
        {
            Id = Text(key), DataVersion = key, RejectedCsv = run.HasRejected ? $"{ImportsEndpoints.Route}/{Text(key)}/rejected.csv" : null,
        };
    }

    internal static ImportResponse OfPreview(ImportResult result)
    {
        var run = new ImportJob("", "", result.Mapping, result.FileName, ImportState.Running, default, result.Rows, result.Rejected) { Result = ImportQueue.Listed(result) };
        return new ImportResponse(ImportSummary.Of(new ImportEntry(run, null)), run.Result) with
        {
            Id = null, State = "preview", By = null, StartedAt = null, Error = result.Refusal is { } why ? new ImportErrorResponse(why.Code, why.Message, why.Hint) : null,
        };
    }

    private static string Text(int key) => key.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Why nothing of a file was taken; codes are those of docs/errors.md.</summary>
public sealed record ImportErrorResponse(string Code, string Detail, string Hint);

/// <summary><c>RowsInAll</c> counts all pages; <c>Next</c> is the <c>after</c> of the next one, null on the last.</summary>
/// <param name="Mappings">The mappings that an import can name.</param>
public sealed record ImportsPageResponse(int Rows, int RowsInAll, bool Truncated, int Limit, string? Next, IReadOnlyList<string> Mappings);

/// <summary>Imports, the newest first.</summary>
public sealed record ImportsResponse(IReadOnlyList<ImportSummary> Data, ImportsPageResponse Meta);

/// <summary>What undoing an import did.</summary>
/// <param name="Id">Of the undoing in the history: the new data version.</param>
/// <param name="Undoes">The import that was undone.</param>
/// <param name="Removed">Engagements taken out.</param>
/// <param name="Restored">Engagements put back as they were before.</param>
public sealed record UndoResponse(string Id, int DataVersion, int Undoes, int Removed, int Restored);
