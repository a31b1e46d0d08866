using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>Makes the file of a list, or finds it in the cache. The files have the form of those of reports, and can be verified.</summary>
internal sealed class ListFiles(ReportRenderers renderers, ResultCache cache, WorkLanes lanes)
{
    /// <param name="query">The canonical query with the format.</param>
    /// <param name="make">Makes the list.</param>
    /// <param name="record">Records that it is issued.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(
        string query, string format, Caller caller, Func<CancellationToken, Task<Outcome<ReportDocument>>> make, Func<ReportDocument, CancellationToken, Task<ReportDocument>> record, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync(query, caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(cancel), cancel), cancellationToken);

        async Task<Outcome<CachedResponse>> RenderAsync(CancellationToken cancel)
        {
            if (!(await make(cancel)).IsValue(out var document, out var problem))
            {
                return problem;
            }

            document = await record(document, cancel);
            return (await renderers.RenderAsync(format, document, cancel)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
            {
                FileName = file.FileName, DataVersion = document.Provenance.Version, Handling = document.Provenance.Handling, Rows = document.Rows, IsStable = true,
            });
        }
    }
}
