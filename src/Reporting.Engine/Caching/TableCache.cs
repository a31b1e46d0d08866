using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>
/// Answers aggregates for pages and reports, and keeps the tables beside the responses: for the data version, and for callers who see the same. Equal queries
/// at the same time are run once.
/// </summary>
public sealed class TableCache(ResultCache cache, AggregateRunner aggregates)
{
    // A rough, high estimate of a row with its member and figures.
    private const int RowBytes = 500;

    // Larger tables belong to files, which are kept themselves.
    private const int MaxRows = 2_000;

    private readonly SharedComputations<ResultTable> _underway = new();

    public async Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!cache.IsEnabled)
        {
            return await aggregates.RunAsync(query, caller, null, cancellationToken, sharesFilters: true);
        }

        var key = await cache.KeyAsync("table" + JsonSerializer.Serialize(query), caller, cancellationToken);
        var answer = cache.Recall<ResultTable>(key.Text) is { } known ? known : await _underway.RunAsync(key.Text, cancel => ReadAsync(key, query, caller, cancel), cancellationToken);

        // The id belongs to the response of every caller, also if the query ran for another one.
        QueryIds.Record(QueryId.Of(AggregateRunner.Kind, query));
        return answer;
    }

    /// <summary>Answers several queries side by side.</summary>
    public Task<Outcome<ResultTable>[]> RunAllAsync(IEnumerable<ReportQuery> queries, Caller caller, CancellationToken cancellationToken) =>
        Task.WhenAll(queries.Select(query => Task.Run(() => RunAsync(query, caller, cancellationToken), cancellationToken)));

    /// <summary>Keeps a table under its key, unless it is large or an import came after the key was made.</summary>
    /// <param name="rowBytes">An estimate, rather high, of the bytes of a row.</param>
    internal void Keep(CacheKey key, ResultTable table, int rowBytes)
    {
        var rows = table.Rows.Count + table.Levels.Sum(level => level.Rows.Count);
        if (table.Version == key.Version && rows <= MaxRows)
        {
            cache.Remember(key, table, (rows + 2L) * rowBytes);
        }
    }

    private async Task<Outcome<ResultTable>> ReadAsync(CacheKey key, ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await aggregates.RunAsync(query, caller, key.Version, cancellationToken, sharesFilters: true)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        Keep(key, table, RowBytes);
        return table;
    }
}
