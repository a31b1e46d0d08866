using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Json;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.IssuedReports;

/// <summary>Records the reports that are issued in files, and verifies hashes against these records.</summary>
public sealed class IssuedReportLog(IssuedReportStore store, CurrentModel models, ReportFinder finder, DataVersionStore versions, TimeProvider time)
{
    /// <summary>Records the document and returns it with its hash. The record is written before the file is sent.</summary>
    /// <param name="request">Makes the document again, so that its figures can be compared later.</param>
    public Task<ReportDocument> AddAsync(ReportDocument document, ReportDefinition definition, IssuedRequest request, Caller caller, CancellationToken cancellationToken) => AddAsync(
        document,
        HashOf(definition.Id == ReportDefinition.UnsavedId ? string.Empty : definition.Hash),
        IssuedOrigin.Of(request with { Day = request.Day ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) }, document),
        caller,
        cancellationToken);

    /// <summary>The same for a list of engagements, which has no definition.</summary>
    public Task<ReportDocument> AddAsync(ReportDocument document, EngagementListRequest list, string format, Caller caller, CancellationToken cancellationToken) =>
        AddAsync(document, string.Empty, IssuedOrigin.Of(new IssuedRequest(format, null, [], null, list.Max, null) { List = list }, document), caller, cancellationToken);

    /// <summary>The same for a list of commitments.</summary>
    public Task<ReportDocument> AddAsync(ReportDocument document, CommitmentListRequest list, string format, Caller caller, CancellationToken cancellationToken) =>
        AddAsync(document, string.Empty, IssuedOrigin.Of(new IssuedRequest(format, null, [], null, list.Query.Query.Limit, null) { Commitments = list }, document), caller, cancellationToken);

    private async Task<ReportDocument> AddAsync(ReportDocument document, string definitions, IssuedOrigin? origin, Caller caller, CancellationToken cancellationToken)
    {
        var issued = document.Sealed();
        var provenance = issued.Provenance;
        await store.AddAsync(
            new IssuedReport(
                provenance.Hash!, ScopeOf(caller), issued.Id, definitions, issued.Language, provenance.Question, provenance.Filters, provenance.Counting,
                provenance.DataVersion, provenance.DataAsOf, provenance.Rows, provenance.Truncated, time.GetUtcNow()) { Edition = EditionOf(provenance), Origin = origin },
            cancellationToken);
        return issued;
    }

    // A rebuilt data version is recorded by its number.
    private static string? EditionOf(Provenance provenance) => provenance.Edition is { } edition && !VersionEdition.IsId(edition) ? edition : null;

    /// <summary>
    /// Finds reports that were issued under the caller's own scope. A caller who sees all data finds every report.
    /// </summary>
    public async Task<FoundReport> FindAsync(string hash, Caller caller, CancellationToken cancellationToken)
    {
        var version = await versions.ReadAsync(cancellationToken);
        var scope = ScopeOf(caller);
        if (await store.FindAsync(hash, scope.Length == 0 ? null : scope, cancellationToken) is not { } report)
        {
            return new FoundReport(null, version, false, false, false);
        }

        return new FoundReport(
            report,
            version,
            report.Edition is null && report.DataVersion == version.Version && report.DataAsOf == version.AsOf,
            report.Definitions == (await DefinitionsOfAsync(report.Report, cancellationToken) ?? string.Empty),
            report.Scope == scope);
    }

    // A definition that is kept nowhere stays as it was, so only the model can change.
    private async Task<string?> DefinitionsOfAsync(string report, CancellationToken cancellationToken) => report == ReportDefinition.UnsavedId ? HashOf(string.Empty) : await finder.HashAsync(report, cancellationToken) is { } hash ? HashOf(hash) : null;

    private string HashOf(string definition) => Sha256.Of(models.Value.Hash + definition);

    private static string ScopeOf(Caller caller) => caller.Key.Length == 0 ? string.Empty : Sha256.Of(caller.Key);
}

/// <summary>An issued report beside the data and definitions of today.</summary>
/// <param name="Report">Null if no such report was issued, or if the caller may not see it.</param>
/// <param name="HasSameData">True if the data have not changed since.</param>
/// <param name="HasSameDefinitions">True if neither the report's definition nor the model has changed since.</param>
/// <param name="IsOwnScope">True if it was issued to a caller who sees the same data.</param>
public sealed record FoundReport(IssuedReport? Report, DataVersion Now, bool HasSameData, bool HasSameDefinitions, bool IsOwnScope);
