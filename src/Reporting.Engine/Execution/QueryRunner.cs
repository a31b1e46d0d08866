// Long: the one door to the data has a method for every sort of question, and all go through the same steps.
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Feed;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>
/// The only door to the data: a question and a caller in, an answer of one data version out. An answer made of
/// several statements is asked again when an import moved the version meanwhile.
/// </summary>
public sealed partial class QueryRunner(
    SemanticModel model,
    QueryPlanner planner,
    ResultReader answers,
    EngagementReader engagements,
    MemberReader memberNames,
    MemberKeysReader memberKeys,
    ClassificationReader markings,
    DataVersionStore versions,
    SqlDialect dialect,
    WarehouseConnections connections,
    EntitySets sets,
    FeedReader rows,
    WorkLanes lanes,
    ILogger<QueryRunner> log)
{
    private const int MaxTries = 3;
    private static readonly ReportQuery Everything = new() { Measures = [nameof(MeasureKind.Engagements).ToLowerInvariant()] };

    /// <summary>Measures by dimensions.</summary>
    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken) =>
        AnswerAsync<ResultTable>("table", query, caller, async (plan, version, connection) =>
            await answers.RefusalAsync(plan, connection, cancellationToken) is { } refusal
                ? refusal
                : await answers.ReadAsync(plan, connection, cancellationToken) with
                {
                    Version = version,
                    Language = plan.Language,
                    Handling = await markings.ReadAsync(plan, version, connection, cancellationToken),
                    Filters = QueryFormatter.Filters(plan, query.Search),
                    FilterTexts = [.. plan.Filters.Where(f => f.Words.Count > 0).Select(f => new FilterText(f.Dimension.Id, f.Words))],
                    Counting = QueryFormatter.Counting(plan),
                }, cancellationToken);

    /// <summary>The engagements behind a question, newest first, a page at a time.</summary>
    public async Task<Outcome<EngagementPage>> ListAsync(EngagementQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!PageMark.ParseOptional(query.After).IsValue(out var place, out var problem))
        {
            return problem;
        }

        var (after, question) = (place.Mark, Listing(query));
        return await AnswerAsync<EngagementPage>("list", question, Counting(caller), async (plan, version, connection) =>
        {
            var count = await answers.ReadAsync(plan, connection, cancellationToken);
            var read = await engagements.ReadAsync(plan, caller.Visible, after, null, plan.Limit + 1, connection, cancellationToken);
            var page = read.Take(plan.Limit).ToList();
            var next = read.Count > plan.Limit ? PageMark.Of(page[^1]).ToString() : null;
            var marking = await markings.ReadAsync(plan, version, connection, cancellationToken);
            return new EngagementPage(page, next, (long)count.Grand!.Values[0]!, plan.Limit, version, QueryFormatter.Filters(plan, question.Search), marking);
        }, cancellationToken);
    }

    /// <summary>The same page as a stream, for long ones; the caller disposes of it.</summary>
    public async Task<Outcome<EngagementStream>> OpenListAsync(EngagementQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!PageMark.ParseOptional(query.After).IsValue(out var place, out var problem))
        {
            return problem;
        }

        var question = Listing(query);
        return await InTurnAsync("list", question, async id =>
        {
            var connection = await connections.Engine.OpenSnapshotAsync(cancellationToken);
            EngagementStream? opened = null;
            try
            {
                using var stop = connections.Engine.StopOn(connection, cancellationToken);
                return await AskAsync<EngagementStream>(id, question, Counting(caller), connection, async (plan, version) =>
                {
                    var count = await answers.ReadAsync(plan, connection, cancellationToken);
                    var (keys, next) = await engagements.KeysAsync(plan, place.Mark, plan.Limit, connection, cancellationToken);
                    var marking = await markings.ReadAsync(plan, version, connection, cancellationToken);
                    var page = new EngagementPage([], next?.ToString(), (long)count.Grand!.Values[0]!, plan.Limit, version, QueryFormatter.Filters(plan, question.Search), marking);
                    return opened = new EngagementStream(engagements, versions, connections.Engine, connection, plan, caller.Visible, keys, page);
                }, cancellationToken);
            }
            finally
            {
                if (opened is null)
                {
                    await connection.DisposeAsync();
                }
            }
        }, cancellationToken);
    }

    /// <summary>One engagement with its links and sources.</summary>
    public async Task<Outcome<(ListedEngagement Engagement, DataVersion Version)>> FindAsync(string code, string language, Caller caller, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync<(ListedEngagement? Found, DataVersion Version)>("one", Everything with { Language = language }, Counting(caller), async (plan, version, connection) =>
            (Found: (await engagements.ReadAsync(plan, caller.Visible, null, code, 1, connection, cancellationToken)).FirstOrDefault(), Version: version), cancellationToken);
        return answer.Then<(ListedEngagement, DataVersion)>(a => a.Found is null
            ? new Problem(ErrorCodes.UnknownEngagement, $"There is no engagement '{SafeText.Of(code)}'.", "See /api/v1/engagements for the codes.")
            : (a.Found, a.Version));
    }

    /// <summary>
    /// The rows behind a question's figures, engagement × domain, as a stream of one data version; how many they are is known
    /// before the first is read. Its filters and its search count; the caller disposes of it.
    /// </summary>
    public Task<Outcome<DataRows>> OpenDataAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        var question = query with { Measures = Everything.Measures, By = [], Order = [], Totals = TotalsKind.None };
        return InTurnAsync("data", question, id => OpenDataAsync(id, question, caller, cancellationToken), cancellationToken);
    }

    private async Task<Outcome<DataRows>> OpenDataAsync(string id, ReportQuery question, Caller caller, CancellationToken cancellationToken)
    {
        var connection = await connections.Engine.OpenSnapshotAsync(cancellationToken);
        DataRows? opened = null;
        try
        {
            using var stop = connections.Engine.StopOn(connection, cancellationToken);
            var version = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
            if (!(await PlanAsync(question, Counting(caller), version, connection, cancellationToken)).IsValue(out var plan, out var problem))
            {
                return problem;
            }

            opened = await DataRows.OpenAsync(plan with { Id = id }, question.Search, model, dialect, connection, connections.Engine, versions, version, cancellationToken);
            return opened;
        }
        finally
        {
            if (opened is null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    /// <summary>The members of a dimension that occur in what the caller may see, in order of their codes.</summary>
    public async Task<Outcome<MemberPage>> MembersAsync(MemberQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!model.VisibleTo(caller.Visible).Dimension(query.Dimension).IsValue(out var dimension, out var problem))
        {
            return problem;
        }

        var question = Everything with { By = [dimension.Id], Limit = query.Limit, Language = query.Language };
        return await AnswerAsync<MemberPage>("members", question, Counting(caller), async (plan, version, connection) =>
            await memberNames.ReadAsync(query, plan, connection, cancellationToken) with { Version = version }, cancellationToken);
    }

    /// <summary>Tells codes of members that the caller may name in a filter; none of a dimension that is not shown to them.</summary>
    public async Task<Outcome<Func<string, bool>>> KnownAsync(string dimension, Caller caller, CancellationToken cancellationToken)
    {
        if (!model.VisibleTo(caller.Visible).Dimension(dimension).IsValue(out var seen, out _))
        {
            return (Func<string, bool>)(_ => false);
        }

        return await AnswerAsync<Func<string, bool>>("codes", Everything, Counting(caller), async (plan, version, connection) =>
            (Func<string, bool>)(await memberKeys.ReadAsync(version, [seen.Attribute], plan.Scope, connection, cancellationToken)).ByAttribute[seen.Attribute.Id].ContainsKey, cancellationToken);
    }

    /// <summary>
    /// The rows of a set that the caller may see, as the database gives them. The count of all rows is of the same data version;
    /// the rows are one statement of their own.
    /// </summary>
    public Task<Outcome<FeedResult>> ReadSetAsync(FeedQuery query, Caller caller, CancellationToken cancellationToken)
    {
        var seen = sets.VisibleTo(caller.Visible);
        if (seen.Find(query.Set.Name) is not { } set)
        {
            return Task.FromResult<Outcome<FeedResult>>(new Problem(ErrorCodes.NotFound, $"There is no set '{SafeText.Of(query.Set.Name)}'.", "See /odata for the sets."));
        }

        // Whatever the query says, its names are looked up in what this caller sees.
        query = query with { Set = set };
        var question = query.Question(model, Everything);
        return InTurnAsync(query.Shape(), question, async id =>
        {
            var connection = await connections.OpenReadAsync(cancellationToken);
            var stop = connections.Engine.StopOn(connection, cancellationToken);
            FeedResult? opened = null;
            try
            {
                var answer = await AskAsync<(QueryPlan Plan, DataVersion Version, Classification Handling, long? Count)>(id, question, Counting(caller), connection, async (plan, version) =>
                {
                    var handling = await markings.ReadAsync(plan, version, connection, cancellationToken);
                    return (await rows.CountAsync(query, plan, seen, connection, cancellationToken)).Then<(QueryPlan, DataVersion, Classification, long?)>(count => (plan, version, handling, count));
                }, cancellationToken);
                if (!answer.IsValue(out var before, out var problem))
                {
                    return problem;
                }

                var answered = await rows.OpenAsync(query, before.Plan, seen, before.Version, before.Handling, before.Count, connection, stop, cancellationToken);
                opened = answered.Value;
                return answered;
            }
            finally
            {
                if (opened is null)
                {
                    stop.Dispose();
                    await connection.DisposeAsync();
                }
            }
        }, cancellationToken, isHeavy: query.Steps.Count > 0);
    }

    private static ReportQuery Listing(EngagementQuery query) => query.Question with { Measures = Everything.Measures, By = [], Totals = TotalsKind.Grand };

    // Rows and members are found by counting engagements, even for who may not ask for that measure.
    private static Caller Counting(Caller caller) => caller with { Visible = new Visibility(null, caller.Visible.Dimensions) };

    private async Task<Outcome<QueryPlan>> PlanAsync(ReportQuery query, Caller caller, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(caller.Scope, version, connection, cancellationToken);
        var members = await memberKeys.ReadAsync(version, planner.Attributes(query.Filters), scope, connection, cancellationToken);
        return QueryPlanner.Plan(query, model.VisibleTo(caller.Visible), scope, members);
    }

    private async Task<PlannedScope> ScopeAsync(RowScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (scope.IsEverything)
        {
            return PlannedScope.Everything;
        }

        var named = planner.Attributes(scope.Alternatives.SelectMany(rules => rules));
        return planner.Plan(scope, await memberKeys.ReadAsync(version, named, PlannedScope.Everything, connection, cancellationToken));
    }

    private Task<Outcome<T>> AnswerAsync<T>(
        string kind, ReportQuery query, Caller caller, Func<QueryPlan, DataVersion, DbConnection, Task<Outcome<T>>> read, CancellationToken cancellationToken) =>
        InTurnAsync(kind, query, async id =>
        {
            await using var connection = await connections.OpenReadAsync(cancellationToken);
            using var stop = connections.Engine.StopOn(connection, cancellationToken);
            return await AskAsync<T>(id, query, caller, connection, (plan, version) => read(plan, version, connection), cancellationToken);
        }, cancellationToken);

    private async Task<Outcome<T>> InTurnAsync<T>(
        string kind, ReportQuery query, Func<string, Task<Outcome<T>>> ask, CancellationToken cancellationToken, bool isHeavy = false)
    {
        var lane = isHeavy ? lanes.Heavy : lanes.Of(query);
        return await lane.RunAsync(() => ReportProgressAsync(kind, query, ask, cancellationToken), cancellationToken);
    }

    // Asks, and says in the log under which id and how it went.
    private async Task<Outcome<T>> ReportProgressAsync<T>(string kind, ReportQuery query, Func<string, Task<Outcome<T>>> ask, CancellationToken cancellationToken)
    {
        var id = QueryId.Of(kind, query);
        QueryIds.Record(id);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var answer = await ask(id);
            LogAsked(id, kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            return answer;
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            // The driver's way to say that the server was told to stop; those who wait for the same answer must not take it for a failure.
            throw new OperationCanceledException("The question was given up.", e, cancellationToken);
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
        {
            QueryIds.Record(e, id);
            LogFailed(e, id, kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            throw;
        }
    }

    private async Task<Outcome<T>> AskAsync<T>(
        string id, ReportQuery query, Caller caller, DbConnection connection, Func<QueryPlan, DataVersion, Task<Outcome<T>>> read, CancellationToken cancellationToken)
    {
        var version = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (!(await PlanAsync(query, caller, version, connection, cancellationToken)).IsValue(out var plan, out var problem))
            {
                return problem;
            }

            var answer = await read(plan with { Id = id }, version);
            var after = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
            if (after == version)
            {
                return answer;
            }

            version = after;
        }

        return new Problem(ErrorCodes.DataMoving, "The data changed while the question was answered.", "An import is going on: ask again in a moment.");
    }

    [LoggerMessage(LogLevel.Debug, "Question {Id} ({Kind}) took {Milliseconds:0} ms.")]
    private partial void LogAsked(string id, string kind, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Question {Id} ({Kind}) failed in the database after {Milliseconds:0} ms.")]
    private partial void LogFailed(Exception exception, string id, string kind, double milliseconds);
}
