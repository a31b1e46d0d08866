using System.Text.Json;
using Reporting.Api.Responses;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commitments;

/// <summary>Makes a file of a list of commitments.</summary>
internal sealed class CommitmentFiles(ListFiles files, CommitmentLists lists, IssuedReportLog issuedReports)
{
    private static readonly Dictionary<string, int> MaxCommitments = new() { ["xlsx"] = 20_000, ["csv"] = 50_000 };

    public static IEnumerable<string> Formats => MaxCommitments.Keys;

    public Task<Outcome<CachedResponse>> MakeAsync(CommitmentQuery query, string format, Caller caller, CancellationToken cancellationToken)
    {
        var list = new CommitmentListRequest(query with { Query = query.Query with { Limit = MaxCommitments[format] }, After = null });
        return files.MakeAsync(
            $"commitments {format} " + JsonSerializer.Serialize(list.Query),
            format,
            caller,
            cancel => lists.MakeAsync(list, caller, cancel),
            (document, cancel) => issuedReports.AddAsync(document, list, format, caller, cancel),
            cancellationToken);
    }
}
