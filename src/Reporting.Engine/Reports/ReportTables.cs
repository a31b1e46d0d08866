using System.Collections.Concurrent;
using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Changes;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// Runs the queries of one report: equal ones once, and several side by side. A report takes at most half of the places of a lane, so that others find one.
/// </summary>
internal sealed class ReportTables(TableCache tables, EngagementRunner engagements, ChangesRunner changes, CommitmentRunner commitments, CompletenessRunner completeness, ComparisonRunner comparisons, WorkLanes lanes, Caller caller, CancellationToken cancellationToken) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<ResultTable>>>> _asked = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<CommitmentPage>>>> _listed = new();
    private readonly SemaphoreSlim _light = new(lanes.Light.Half);
    private readonly SemaphoreSlim _heavy = new(lanes.Heavy.Half);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public Caller Caller => caller;

    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query) =>
        _asked.GetOrAdd(JsonSerializer.Serialize(query), _ => new(() => InLaneAsync(lanes.Of(query), () => tables.RunAsync(query, caller, _stop.Token)))).Value;

    public Task<Outcome<EngagementPage>> ListAsync(EngagementQuery query) =>
        InLaneAsync(lanes.Light, () => engagements.ListAsync(query, caller, null, _stop.Token));

    public Task<Outcome<ChangesPage>> ChangesAsync(ChangesQuery query) =>
        InLaneAsync(lanes.Light, () => changes.RunAsync(query, caller, _stop.Token));

    public Task<Outcome<CompletenessResult>> CompletenessAsync(ReportQuery query) =>
        InLaneAsync(lanes.Light, () => completeness.RunAsync(query, caller, null, _stop.Token));

    public Task<Outcome<CommitmentPage>> CommitmentsAsync(CommitmentQuery query) =>
        _listed.GetOrAdd(JsonSerializer.Serialize(query), _ => new(() => InLaneAsync(lanes.Light, () => commitments.ListAsync(query, caller, null, _stop.Token)))).Value;

    public Task<Outcome<ResultTable>> CompareAsync(ReportQuery query, OpenEdition edition) =>
        InLaneAsync(lanes.Heavy, () => comparisons.RunAsync(query, edition, caller, _stop.Token));

    /// <summary>Stops the queries that still run, after a problem of one of them.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    public void Dispose()
    {
        _stop.Dispose();
        _light.Dispose();
        _heavy.Dispose();
    }

    // The embedded engine works on the calling thread, so each query has a thread of its own.
    private async Task<Outcome<T>> InLaneAsync<T>(WorkLane lane, Func<Task<Outcome<T>>> work)
    {
        var places = lane == lanes.Heavy ? _heavy : _light;
        await places.WaitAsync(_stop.Token);
        try
        {
            return await Task.Run(work, _stop.Token);
        }
        finally
        {
            places.Release();
        }
    }
}
