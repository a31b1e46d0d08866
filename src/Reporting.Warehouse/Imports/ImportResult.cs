using System.Text.Json.Serialization;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>The effect of an import or, for a dry run, its expected effect.</summary>
public sealed record ImportResult
{
    public required string Mapping { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public required string FileHash { get; init; }

    public required bool DryRun { get; init; }

    /// <summary>False when more engagements were rejected than allowed. Nothing was written then, and the counts show what would have changed.</summary>
    public required bool Taken { get; init; }

    /// <summary>Why nothing was imported; null after a successful import.</summary>
    [JsonIgnore]
    public Problem? Refusal => Taken ? null : new Problem(
        ErrorCodes.ImportRefused,
        $"{Plural.Of(Rejected, "engagement was", "engagements were")} refused, so nothing was imported from {FileName}.",
        Refusals.Count == 0 ? "Correct the file and import it again." : $"Row {Refusals[0].Row}, {Refusals[0].Column}: {Refusals[0].Reason} {Refusals[0].Hint}");

    /// <summary>Key of the new Import row; null when nothing was written.</summary>
    public int? ImportKey { get; init; }

    /// <summary>The data version after the import.</summary>
    public required long DataVersion { get; init; }

    /// <summary>Data rows of the file, without the header.</summary>
    public required int Rows { get; init; }

    /// <summary>Data rows that the mapping ignores.</summary>
    public required int Ignored { get; init; }

    public required int Added { get; init; }

    public required int Changed { get; init; }

    public required int Unchanged { get; init; }

    /// <summary>Engagements of the mapping that are missing from a file declared complete.</summary>
    public required int Retired { get; init; }

    /// <summary>Engagements that were not imported.</summary>
    public required int Rejected { get; init; }

    /// <summary>Links and lines of added and changed engagements, including those to "not stated".</summary>
    public required int DomainLinks { get; init; }

    public required int ParticipationLines { get; init; }

    public required int SourceLinks { get; init; }

    public required NewMembers NewMembers { get; init; }

    /// <summary>Known members whose attributes changed.</summary>
    public required int ChangedMembers { get; init; }

    /// <summary>Differences between the file and known members, accepted or not; up to 1,000.</summary>
    public IReadOnlyList<MemberChange> MemberChanges { get; init; } = [];

    public int MemberChangesOmitted { get; init; }

    /// <summary>New members that may be duplicates; up to 200.</summary>
    public IReadOnlyList<PossibleDuplicate> Duplicates { get; init; } = [];

    /// <summary>Links and lines to the member "not stated".</summary>
    public int UnknownDomainLinks { get; init; }

    public int UnknownParticipationLines { get; init; }

    public int UnknownSourceLinks { get; init; }

    /// <summary>Reasons for ignored rows, with their counts.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>The refusals grouped by error, the most frequent first; up to 1,000.</summary>
    public IReadOnlyList<RowErrorGroup> RefusalGroups { get; init; } = [];

    /// <summary>The warnings grouped by message: those about the whole file first, then the most frequent; up to 1,000.</summary>
    public IReadOnlyList<WarningGroup> WarningGroups { get; init; } = [];

    /// <summary>In the order of the file; up to <see cref="ImportRunner.MaxListed"/>.</summary>
    public required IReadOnlyList<RowError> Refusals { get; init; }

    /// <summary>Refusals beyond those listed.</summary>
    public required int RefusalsOmitted { get; init; }

    /// <summary>In the order of the file; up to <see cref="ImportRunner.MaxListed"/>.</summary>
    public required IReadOnlyList<ImportWarning> Warnings { get; init; }

    public required int WarningsOmitted { get; init; }

    /// <summary>The first engagements of the file as imported; up to <see cref="PreviewedEngagement.Max"/>.</summary>
    public required IReadOnlyList<PreviewedEngagement> First { get; init; }
}

/// <summary>The progress of an import: rows read, engagements refused, and whether it is merging.</summary>
public sealed record ImportProgress(int Rows, int Rejected, bool IsMerging);
