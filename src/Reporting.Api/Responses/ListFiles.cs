using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>Makes the file of a list, or finds it in the cache. The files have the form of those of reports, and can be verified.</summary>
internal sealed class ListFiles(ReportRenderers renderers, ResultCache cache, WorkLanes lanes)
{
    /// <param name="query">The canonical query with the format.</param>
    /// <param name="make">Makes the list and records it.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(string query, string format, Caller caller, Func<CancellationToken, Task<Outcome<IssuedList>>> make, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync(query, caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(format, make, cancel), cancel), cancellationToken);
    }

    private async Task<Outcome<CachedResponse>> RenderAsync(string format, Func<CancellationToken, Task<Outcome<IssuedList>>> make, CancellationToken cancellationToken)
    {
        if (!(await make(cancellationToken)).IsValue(out var list, out var problem))
        {
            return problem;
        }

        return (await renderers.RenderAsync(format, list.Document, cancellationToken)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
        {
            FileName = file.FileName, DataVersion = list.Version, Handling = list.Handling, Rows = list.Count, IsStable = true,
        });
    }
}

/// <summary>A list whose document is recorded as issued.</summary>
internal sealed record IssuedList(ReportDocument Document, DataVersion Version, Classification Handling, long Count);
