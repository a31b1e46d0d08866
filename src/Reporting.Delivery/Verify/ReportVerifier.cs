using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Delivery.Verify;

/// <summary>
/// Verifies hashes of files: which report was issued, from which edition, and which of its figures differ today (decision 0056). What the caller may
/// not see today is not told.
/// </summary>
public sealed class ReportVerifier(IssuedReportLog log, ReportFiles files, EngagementLists lists, CommitmentLists commitments, EditionStore editions, ChangesRunner changes)
{
    public async Task<Verification> VerifyAsync(string hash, Caller caller, CancellationToken cancellationToken)
    {
        var found = await log.FindAsync(hash, caller, cancellationToken);
        if (found.Report is not { } report)
        {
            return new Verification(hash, null, found.Now);
        }

        return new Verification(hash, report, found.Now)
        {
            HasSameData = found.HasSameData,
            HasSameDefinitions = found.HasSameDefinitions,
            Edition = report.Edition is { } edition ? await EditionAsync(edition, cancellationToken) : null,
            Figures = await CompareAsync(found, report, caller, cancellationToken),
        };
    }

    private async Task<VerifiedEdition?> EditionAsync(string id, CancellationToken cancellationToken)
    {
        if (await editions.FindAsync(id, cancellationToken) is not { } edition)
        {
            return null;
        }

        var follower = edition.State == EditionState.Preliminary
            ? (await editions.ListAsync(cancellationToken)).LastOrDefault(e => e.State == EditionState.Final && e.MadeAt >= edition.MadeAt)
            : null;
        return new VerifiedEdition(edition, follower?.Id);
    }

    private async Task<FigureComparison?> CompareAsync(FoundReport found, IssuedReport report, Caller caller, CancellationToken cancellationToken)
    {
        if (report.Origin is not { } origin)
        {
            return null;
        }

        if (found is { HasSameData: true, HasSameDefinitions: true })
        {
            return Of(origin) with { Changed = 0 };
        }

        if (!found.IsOwnScope)
        {
            return Of(origin) with { Refusal = "The file was issued to a caller with other access rights." };
        }

        var again = origin.Request.List is { } list
            ? (await lists.MakeAsync(list, caller, cancellationToken)).Then<(ReportDocument Document, IReadOnlyList<QueryFilter> Filters)>(made => (made, list.Filters))
            : origin.Request.Commitments is { } undertaken
            ? (await commitments.MakeAsync(undertaken, caller, cancellationToken)).Then<(ReportDocument Document, IReadOnlyList<QueryFilter> Filters)>(made => (made, undertaken.Query.Query.Filters))
            : await files.AgainAsync(report.Report, origin.Request, caller, cancellationToken);
        if (!again.IsValue(out var made, out var problem))
        {
            return Of(origin) with { Refusal = problem.Message };
        }

        var isSame = IssuedOrigin.ContentOf(made.Document) == origin.Content;
        var differences = isSame ? [] : FigureComparison.Between(origin, made.Document);
        if (origin.Request.List is not null)
        {
            // The number of engagements is that of the entries.
            differences = differences?.Where(d => d.IsEntry).ToList();
        }

        if (differences is [] && origin.Request.Section == ReportPlan.DataSection)
        {
            return await CompareRowsAsync(report, origin, made.Filters, caller, cancellationToken);
        }

        if (differences is not [_, ..] || caller.Scope.IsEverything)
        {
            return Of(origin) with { Changed = differences?.Count, Differences = differences ?? [], HasOtherTexts = !isSame };
        }

        // The old figures may count engagements that the caller may not see today.
        var showsOld = await SeesAllOfThenAsync(report, caller, cancellationToken);
        return Of(origin) with
        {
            Changed = differences.Count,
            Differences = [.. differences.Where(d => d.Kind != DifferenceKind.Removed).Select(d => showsOld ? d : d with { Old = null })],
            HasOtherTexts = true,
        };
    }

    // The figures of a file with rows are sums, which may stay while rows change.
    private async Task<FigureComparison> CompareRowsAsync(IssuedReport report, IssuedOrigin origin, IReadOnlyList<QueryFilter> filters, Caller caller, CancellationToken cancellationToken)
    {
        var asked = new ChangesQuery((int)report.DataVersion, null, null, 1, report.Language, null) { Filters = filters };
        return !(await changes.RunAsync(asked, caller, cancellationToken)).IsValue(out var page, out var problem) ? Of(origin) with { Refusal = problem.Message }
            : page.Changes.Count == 0 && !page.Reset ? Of(origin) with { Changed = 0 }
            : Of(origin) with { Changed = 1, Differences = [new FigureDifference("Rows behind the figures", DifferenceKind.Changed, null, null)] };
    }

    // A list has one figure more, the number of its engagements.
    private static FigureComparison Of(IssuedOrigin origin) => origin.Request.List is null ? new(origin.Count) : new(origin.Count - 1) { IsOfEngagements = true };

    private async Task<bool> SeesAllOfThenAsync(IssuedReport report, Caller caller, CancellationToken cancellationToken) =>
        (await changes.RunAsync(new ChangesQuery((int)report.DataVersion, null, null, 1, report.Language, null), caller, cancellationToken)).Value is { Reset: false };
}

/// <summary>The result of a verification.</summary>
/// <param name="Report">Null if no such report was issued, or if the caller may not see it.</param>
/// <param name="Now">The current data version.</param>
public sealed record Verification(string Hash, IssuedReport? Report, DataVersion Now)
{
    public bool HasSameData { get; init; }

    public bool HasSameDefinitions { get; init; }

    /// <summary>Null for a file of the data of its day.</summary>
    public VerifiedEdition? Edition { get; init; }

    /// <summary>Null if the figures were not recorded.</summary>
    public FigureComparison? Figures { get; init; }

    /// <summary>True if the same query has the same figures now: of the edition, or of today.</summary>
    public bool IsCurrent => Report is not null
        && (Report.Edition is not null ? Edition is { IsSuperseded: false } : (HasSameData && HasSameDefinitions) || Figures is { Changed: 0 });
}

/// <summary>The edition of a file.</summary>
/// <param name="Follower">The final edition that came after a preliminary one; null for none.</param>
public sealed record VerifiedEdition(Edition Edition, string? Follower)
{
    /// <summary>True if the edition should no longer be cited.</summary>
    public bool IsSuperseded => Follower is not null || Edition.State is EditionState.Withdrawn or EditionState.Deleted;
}
