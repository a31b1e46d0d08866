using System.Text.Json.Serialization;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>What an import did, or in a dry run would do.</summary>
public sealed record ImportResult
{
    public required string Mapping { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public required string FileHash { get; init; }

    public required bool DryRun { get; init; }

    /// <summary>False when more engagements were rejected than allowed: then nothing was written, whatever the counts say.</summary>
    public required bool Taken { get; init; }

    /// <summary>Why nothing was taken; null when the file was.</summary>
    [JsonIgnore]
    public Problem? Refusal => Taken ? null : new Problem(
        ErrorCodes.ImportRefused,
        $"{Rejected} engagements were refused, so nothing of {FileName} was taken.",
        Refusals.Count == 0 ? "Correct the file and import it again." : $"Row {Refusals[0].Row}, {Refusals[0].Column}: {Refusals[0].Reason} {Refusals[0].Hint}");

    /// <summary>Key of the new Import row; null when nothing was written.</summary>
    public int? ImportKey { get; init; }

    /// <summary>The data version after the import.</summary>
    public required long DataVersion { get; init; }

    /// <summary>Data rows of the file, without the header.</summary>
    public required int Rows { get; init; }

    /// <summary>Data rows that the mapping leaves out.</summary>
    public required int Ignored { get; init; }

    public required int Added { get; init; }

    public required int Changed { get; init; }

    public required int Unchanged { get; init; }

    /// <summary>Engagements of the mapping that the file, said to be all there is, does not have.</summary>
    public required int Retired { get; init; }

    /// <summary>Engagements that were not taken.</summary>
    public required int Rejected { get; init; }

    /// <summary>Links and lines of the engagements added and changed, those to "not stated" included.</summary>
    public required int DomainLinks { get; init; }

    public required int ParticipationLines { get; init; }

    public required int SourceLinks { get; init; }

    public required NewMembers NewMembers { get; init; }

    /// <summary>Members that were there and got other attributes.</summary>
    public required int ChangedMembers { get; init; }

    /// <summary>What the file says of known members that was not so before: taken, or not; at most 1,000.</summary>
    public IReadOnlyList<MemberChange> MemberChanges { get; init; } = [];

    public int MemberChangesOmitted { get; init; }

    /// <summary>New members that may be the same as others; at most 200.</summary>
    public IReadOnlyList<PossibleDuplicate> Duplicates { get; init; } = [];

    /// <summary>How many of the links and lines stand for none that is stated.</summary>
    public int UnknownDomainLinks { get; init; }

    public int UnknownParticipationLines { get; init; }

    public int UnknownSourceLinks { get; init; }

    /// <summary>Why rows are left out, and how many.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>The refusals by what is wrong, the most frequent first; at most 1,000.</summary>
    public IReadOnlyList<RowErrorGroup> RefusalGroups { get; init; } = [];

    /// <summary>The warnings by what they say: those about the whole file, then the most frequent; at most 1,000.</summary>
    public IReadOnlyList<WarningGroup> WarningGroups { get; init; } = [];

    /// <summary>In the order of the file; at most <see cref="ImportRunner.MaxListed"/>.</summary>
    public required IReadOnlyList<RowError> Refusals { get; init; }

    /// <summary>Refusals beyond those listed.</summary>
    public required int RefusalsOmitted { get; init; }

    /// <summary>In the order of the file; at most <see cref="ImportRunner.MaxListed"/>.</summary>
    public required IReadOnlyList<ImportWarning> Warnings { get; init; }

    public required int WarningsOmitted { get; init; }

    /// <summary>The first engagements of the file as they are, or would be; at most <see cref="PreviewedEngagement.Most"/>.</summary>
    public required IReadOnlyList<PreviewedEngagement> First { get; init; }
}

/// <summary>How far an import is: rows read, engagements refused, and whether it is already being merged.</summary>
public sealed record ImportProgress(int Rows, int Rejected, bool IsMerging);

/// <summary>Something that was taken, but that somebody should look at.</summary>
public sealed record ImportWarning(int Row, string Message);

/// <summary>Why an engagement was not taken: the row (the header is row 1, as a spreadsheet shows it), the column, and what to do about it.</summary>
public sealed record RowError(int Row, string EngagementCode, string Column, string Value, string Reason, string Hint);

/// <summary>How many members of each dimension an import added.</summary>
public sealed record NewMembers(int Domains, int Participants, int EngagementTypes, int Places, int Sources)
{
    public int Total => Domains + Participants + EngagementTypes + Places + Sources;
}
