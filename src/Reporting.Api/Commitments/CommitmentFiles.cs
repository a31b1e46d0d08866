using System.Text.Json;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commitments;

/// <summary>Makes a file of a list of commitments. The files have the form of those of reports, and can be verified.</summary>
internal sealed class CommitmentFiles(CommitmentLists lists, ReportRenderers renderers, IssuedReportLog issuedReports, ResultCache cache, WorkLanes lanes)
{
    private static readonly Dictionary<string, int> MaxCommitments = new() { ["xlsx"] = 20_000, ["csv"] = 50_000 };

    public static IEnumerable<string> Formats => MaxCommitments.Keys;

    public async Task<Outcome<CachedResponse>> MakeAsync(CommitmentQuery query, string format, Caller caller, CancellationToken cancellationToken)
    {
        var list = new CommitmentListRequest(query with { Query = query.Query with { Limit = MaxCommitments[format] }, After = null });
        var key = await cache.KeyAsync($"commitments {format} " + JsonSerializer.Serialize(list.Query), caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(list, format, caller, cancel), cancel), cancellationToken);
    }

    private async Task<Outcome<CachedResponse>> RenderAsync(CommitmentListRequest list, string format, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await lists.MakeAsync(list, caller, cancellationToken)).IsValue(out var made, out var problem))
        {
            return problem;
        }

        var (document, page) = (await issuedReports.AddAsync(made.Document, list, format, caller, cancellationToken), made.Page);
        return (await renderers.RenderAsync(format, document, cancellationToken)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
        {
            FileName = file.FileName, DataVersion = page.Version, Handling = page.Handling, Rows = page.Count, IsStable = true,
        });
    }
}
