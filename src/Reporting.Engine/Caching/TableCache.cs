using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>Answers aggregates for pages, and keeps the tables beside the responses: for the data version, and for callers who see the same.</summary>
public sealed class TableCache(ResultCache cache, AggregateRunner aggregates)
{
    // A rough, high estimate of a row with its member and figures.
    private const int RowBytes = 500;

    public async Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync("page table" + JsonSerializer.Serialize(query), caller, cancellationToken);
        if (cache.Recall<ResultTable>(key.Text) is { } known)
        {
            return known;
        }

        if (!(await aggregates.RunAsync(query, caller, key.Version, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        if (table.Version == key.Version)
        {
            cache.Remember(key.Text, table, (table.Rows.Count + 2L) * RowBytes);
        }

        return table;
    }

    /// <summary>Answers several queries side by side: the embedded engine works on the calling thread.</summary>
    public Task<Outcome<ResultTable>[]> RunAllAsync(IEnumerable<ReportQuery> queries, Caller caller, CancellationToken cancellationToken) =>
        Task.WhenAll(queries.Select(query => Task.Run(() => RunAsync(query, caller, cancellationToken), cancellationToken)));
}
