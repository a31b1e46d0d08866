using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Languages;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Engine.Execution;

/// <summary>
/// Reads the data for all runners: takes a place in a lane, plans the query for its caller and opens a connection. The data version is compared
/// before and after; when an import moved it, the query is read again.
/// </summary>
public sealed partial class SnapshotReader(
    QueryPlanner planner, MemberKeysReader memberKeys, VisibleSetReader visibleSets, CommitmentSetReader commitmentSets, DataVersionStore versions, WarehouseConnections connections, WorkLanes lanes, ILogger<SnapshotReader> log)
{
    private static readonly Problem Moving = DataVersionRetry.ProblemWhile("the query was running");

    /// <summary>Reads an answer and closes the connection.</summary>
    public Task<Outcome<T>> ReadAsync<T>(SnapshotQuery query, Func<Snapshot, Task<Outcome<T>>> read, CancellationToken cancellationToken) =>
        InLaneAsync(query, async id =>
        {
            await using var connection = await connections.OpenReadAsync(cancellationToken);
            using var stop = connections.Engine.StopOn(connection, cancellationToken);
            return await UnmovedAsync(id, query, connection, read, cancellationToken);
        }, cancellationToken);

    /// <summary>Engagements that are usually left out and that the rows of a query include, so that the list behind a row includes them too.</summary>
    internal Exclusions NamedByRows(ReportQuery query) => planner.Attributes(query.By).Aggregate(Exclusions.None, (named, a) => named | a.Excludes);

    /// <summary>Opens a long reading. The result owns the connections, which on SQLite see one state of the data.</summary>
    /// <param name="maxConnections">How many the reading can use at once.</param>
    public Task<Outcome<T>> OpenAsync<T>(SnapshotQuery query, Func<Snapshot, Task<Outcome<T>>> open, CancellationToken cancellationToken, int maxConnections = 1)
        where T : IAsyncDisposable =>
        InLaneAsync(query, async id =>
        {
            var all = await connections.Engine.OpenSnapshotsAsync(maxConnections, cancellationToken);
            var isOpen = false;
            try
            {
                using var stop = connections.Engine.StopOn(all[0], cancellationToken);
                var opened = await UnmovedAsync(id, query, all[0], snapshot => open(snapshot with { Others = [.. all.Skip(1)] }), cancellationToken);
                isOpen = opened.IsValue(out _, out _);
                return opened;
            }
            finally
            {
                foreach (var connection in isOpen ? [] : all)
                {
                    await connection.DisposeAsync();
                }
            }
        }, cancellationToken);

    /// <summary>Reads the values that come before a stream of rows, then opens the stream. It owns the connection and the stop of its statement.</summary>
    public Task<Outcome<T>> StreamAsync<TBefore, T>(
        SnapshotQuery query, Func<Snapshot, Task<Outcome<TBefore>>> read, Func<Snapshot, TBefore, IDisposable, Task<Outcome<T>>> open, CancellationToken cancellationToken)
        where T : IAsyncDisposable =>
        InLaneAsync(query, async id =>
        {
            // The rows come after the last comparison of versions: only a snapshot keeps them in step with the rows that the plan's scope shows.
            var connection = await connections.Engine.OpenSnapshotAsync(cancellationToken, keepsPages: true);
            var stop = connections.Engine.StopOn(connection, cancellationToken);
            var isOpen = false;
            try
            {
                var answer = await UnmovedAsync<(Snapshot Snapshot, TBefore Before)>(
                    id, query, connection, async snapshot => (await read(snapshot)).Then<(Snapshot, TBefore)>(before => (snapshot, before)), cancellationToken);
                if (!answer.IsValue(out var value, out var problem))
                {
                    return problem;
                }

                var opened = await open(value.Snapshot, value.Before, stop);
                isOpen = opened.IsValue(out _, out _);
                return opened;
            }
            finally
            {
                if (!isOpen)
                {
                    stop.Dispose();
                    await connection.DisposeAsync();
                }
            }
        }, cancellationToken);

    private Task<Outcome<T>> InLaneAsync<T>(SnapshotQuery query, Func<string, Task<Outcome<T>>> read, CancellationToken cancellationToken) =>
        (query.IsHeavy ? lanes.Heavy : lanes.Of(query.Query)).RunAsync(() => LoggedAsync(query, read, cancellationToken), cancellationToken);

    private async Task<Outcome<T>> LoggedAsync<T>(SnapshotQuery query, Func<string, Task<Outcome<T>>> read, CancellationToken cancellationToken)
    {
        var id = QueryId.Of(query.Kind, query.Query);
        QueryIds.Record(id);
        var begun = Stopwatch.GetTimestamp();
        var (timed, outcome) = (QueryMetrics.Begin(), "failed");
        try
        {
            var answer = await read(id);
            outcome = Instruments.OutcomeOf(answer.Problem);
            LogRead(id, query.Kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            return answer;
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            // Drivers report a cancelled statement as a database error. Callers that share the computation must see a cancellation.
            outcome = "cancelled";
            throw new OperationCanceledException("The query was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
        {
            QueryIds.Record(e, id);
            LogFailed(e, id, query.Kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            throw;
        }
        finally
        {
            timed.End(outcome, QueryMetrics.KindOf(query.Kind));
        }
    }

    private async Task<Outcome<T>> UnmovedAsync<T>(
        string id, SnapshotQuery query, DbConnection connection, Func<Snapshot, Task<Outcome<T>>> read, CancellationToken cancellationToken)
    {
        var version = query.Version ?? await versions.ReadAsync(connection, cancellationToken: cancellationToken);
        return await DataVersionRetry.RunAsync<T>(Moving, async () =>
        {
            if (!(await PlanAsync(query, version, connection, cancellationToken)).IsValue(out var plan, out var problem))
            {
                return (Outcome<T>)problem;
            }

            var before = version;
            var answer = await read(new Snapshot(plan with { Id = id, AsOf = before.Day }, before, connection, connections.Engine, versions));
            version = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
            return version == before ? answer : (Outcome<T>?)null;
        });
    }

    private async Task<Outcome<QueryPlan>> PlanAsync(SnapshotQuery query, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(query.Caller.Scope, version, connection, cancellationToken);
        var members = await memberKeys.ReadAsync(version, planner.Members(query.Query), scope, connection, cancellationToken);
        if (!planner.Plan(query.Query, query.Caller.Visible, scope, members).IsValue(out var plan, out var problem))
        {
            return problem;
        }

        plan = plan with { Excludes = Exclusions.All & ~plan.Named() & ~(query.Includes & planner.Shown(query.Caller.Visible)) };
        var usesSets = query.SharesFilters ?? plan.By.Any(d => d.Attribute.IsOfPartner);
        plan = usesSets ? plan with { Filters = await visibleSets.FindAsync(plan, version, connection, cancellationToken) } : plan;
        plan = query.ReadsPast
            ? plan with
            {
                Rules = await RulesAsync(query.Caller.Scope, connection, cancellationToken),
                RelatedScope = await visibleSets.WithoutAsync(plan.Scope, Unrelated(query.Caller.Visible), version, connection, cancellationToken),
            }
            : await RestrictedAsync(plan, query.Caller.Visible, version, connection, cancellationToken);
        plan = usesSets ? await visibleSets.AddMembersAsync(plan, version, connections.Engine, connection, cancellationToken) : plan;
        return await commitmentSets.AddAsync(plan, version, connection, cancellationToken);
    }

    // Here each query leaves out engagements that were not held and drafts, unless it names the status or the review (decisions 0060 and 0069).
    private async Task<QueryPlan> RestrictedAsync(QueryPlan plan, Visibility visible, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var counted = await WithoutAsync(plan.Excludes);
        plan = plan with { RelatedScope = await WithoutAsync(Unrelated(visible)) };
        if (ReferenceEquals(counted, plan.Scope))
        {
            return await NarrowedAsync(plan);
        }

        var ofMeasures = new Dictionary<Exclusions, PlannedScope>();
        foreach (var named in plan.NamedByMeasures())
        {
            ofMeasures[named] = (await NarrowedAsync(plan with { Scope = await WithoutAsync(plan.Excludes & ~named) })).Scope;
        }

        return await NarrowedAsync(plan with { Scope = counted, ScopesOfMeasures = ofMeasures, Counting = [.. plan.Counting, .. Rules(counted.Excludes, Language.Of(plan.Language).Phrases)] });

        Task<PlannedScope> WithoutAsync(Exclusions excludes) => visibleSets.WithoutAsync(plan.Scope, excludes, version, connection, cancellationToken);

        async Task<QueryPlan> NarrowedAsync(QueryPlan whole) => whole.Find.Count == 0
            ? whole
            : whole with { Scope = await FoundAsync(whole, planner.Named(visible), version, connection, cancellationToken), Seen = whole.Scope };
    }

    // Relations lead to engagements of every status for callers who see the status, and never to drafts.
    private Exclusions Unrelated(Visibility visible) => Exclusions.Drafts | (Exclusions.NotHeld & ~planner.Shown(visible));

    private static IEnumerable<string> Rules(Exclusions excludes, Phrases phrases) =>
        ExclusionSql.Each.Where(one => excludes.HasFlag(one)).Select(one => one == Exclusions.NotHeld ? phrases.HeldAreCounted : phrases.ReviewedAreCounted);

    private async Task<PlannedScope> FoundAsync(QueryPlan plan, IReadOnlyList<ModelDimension> named, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var members = await memberKeys.ReadAsync(version, [.. named.Select(d => d.Attribute).Distinct()], PlannedScope.Everything, connection, cancellationToken);
        return await visibleSets.ReadAsync(FindPlan.Narrow(plan, named, members), version, connection, cancellationToken);
    }

    private async Task<PlannedScope> RulesAsync(RowScope scope, DbConnection connection, CancellationToken cancellationToken) => scope.IsEverything
        ? PlannedScope.Everything
        : planner.Plan(scope, await MemberKeysReader.OfRulesAsync(planner.Values(scope), connection, cancellationToken), isOfPast: true);

    private async Task<PlannedScope> ScopeAsync(RowScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (scope.IsEverything)
        {
            return PlannedScope.Everything;
        }

        var own = await PlannedAsync(scope, version, connection, cancellationToken);
        return connections.Edition is null || own.Alternatives.Count == 0 ? own : await TodayAsync(scope, own, version, connection, cancellationToken);
    }

    private async Task<PlannedScope> TodayAsync(RowScope scope, PlannedScope own, DataVersion version, DbConnection connection, CancellationToken cancellationToken) =>
        await visibleSets.NarrowAsync(own, planner.KeyInEdition(scope), version, await versions.ReadTodayAsync(cancellationToken), () => CodesOfTodayAsync(scope, cancellationToken), connection, cancellationToken);

    private async Task<(HashSet<string> Codes, DataVersion Version)> CodesOfTodayAsync(RowScope scope, CancellationToken cancellationToken)
    {
        using var data = connections.Hold(null);
        using var model = planner.HoldToday();
        await using var today = await connections.Engine.OpenSnapshotAsync(cancellationToken, keepsPages: true);
        var version = await versions.ReadAsync(today, cancellationToken: cancellationToken);
        return (await visibleSets.CodesAsync(await PlannedAsync(scope, version, today, cancellationToken), today, cancellationToken), version);
    }

    private async Task<PlannedScope> PlannedAsync(RowScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var named = planner.Attributes(scope.Alternatives.SelectMany(rules => rules));
        var planned = planner.Plan(scope, await memberKeys.ReadAsync(version, named, PlannedScope.Everything, connection, cancellationToken));
        return await visibleSets.ReadAsync(planned, version, connection, cancellationToken);
    }

    [LoggerMessage(LogLevel.Debug, "Query {Id} ({Kind}) took {Milliseconds:0} ms.")]
    private partial void LogRead(string id, string kind, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Query {Id} ({Kind}) failed in the database after {Milliseconds:0} ms.")]
    private partial void LogFailed(Exception exception, string id, string kind, double milliseconds);
}
