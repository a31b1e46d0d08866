using System.Security.Cryptography;
using System.Text;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Json;
using Reporting.Warehouse.Imports;

namespace Reporting.Delivery.IssuedReports;

/// <summary>Remembers the answers that go out in files, and says of a hash whether it is one of them and still holds.</summary>
public sealed class IssuedReportLog(IssuedReportStore store, SemanticModel model, ReportCatalog catalog, DataVersionStore versions, TimeProvider time)
{
    /// <summary>The document with its hash, which is remembered before the file goes out.</summary>
    public async Task<ReportDocument> GiveAsync(ReportDocument document, Caller caller, CancellationToken cancellationToken)
    {
        var given = document.Sealed();
        var from = given.Provenance;
        await store.AddAsync(
            new IssuedReport(
                from.Hash!, ScopeOf(caller), given.Id, DefinitionsOf(given.Id) ?? string.Empty, given.Language, from.Question, from.Filters, from.Counting,
                from.DataVersion, from.DataAsOf, from.Rows, from.Truncated, time.GetUtcNow()),
            cancellationToken);
        return given;
    }

    /// <summary>
    /// An answer that the caller could not have been given is unknown to them: it went out under their own scope, or they see everything.
    /// </summary>
    public async Task<Verification> VerifyAsync(string hash, Caller caller, CancellationToken cancellationToken)
    {
        var version = await versions.ReadAsync(cancellationToken);
        var scope = ScopeOf(caller);
        var answer = await store.FindAsync(hash, scope.Length == 0 ? null : scope, cancellationToken);
        return new Verification(
            hash,
            answer,
            answer is not null && answer.DataVersion == version.Version && answer.DataAsOf == version.AsOf && answer.Definitions == DefinitionsOf(answer.Report),
            version);
    }

    private string? DefinitionsOf(string report) => catalog.Find(report).IsValue(out var definition, out _) ? Hash(model.Hash + definition.Hash) : null;

    private static string ScopeOf(Caller caller) => caller.Key.Length == 0 ? string.Empty : Hash(caller.Key);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What is known of a hash.</summary>
/// <param name="Answer">Null where no such answer went out, or the asker may not see it.</param>
/// <param name="IsCurrent">The same question would have the same answer now.</param>
/// <param name="Now">The data as they are now.</param>
public sealed record Verification(string Hash, IssuedReport? Answer, bool IsCurrent, DataVersion Now);
