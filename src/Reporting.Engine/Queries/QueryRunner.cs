using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Markings;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Queries;

/// <summary>
/// The only door to the data: a question and a caller in, an answer of one data version out. An answer made of
/// several statements is asked again when an import moved the version meanwhile.
/// </summary>
public sealed partial class QueryRunner(
    SemanticModel model,
    QueryPlanner planner,
    AnswerReader answers,
    EngagementReader engagements,
    MemberReader memberNames,
    MemberKeysReader memberKeys,
    MarkingReader markings,
    DataVersionStore versions,
    WarehouseConnections connections,
    ILogger<QueryRunner> log)
{
    private const int MostTries = 3;
    private static readonly ReportQuery Everything = new() { Measures = [nameof(MeasureKind.Engagements).ToLowerInvariant()] };

    /// <summary>Measures by dimensions.</summary>
    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken) =>
        AnswerAsync("table", query, caller, async (plan, version, connection) =>
            await answers.ReadAsync(plan, connection, cancellationToken) with
            {
                Version = version,
                Handling = await markings.ReadAsync(plan, version, connection, cancellationToken),
                Filters = QueryWords.Filters(plan, query.Search),
                Said = [.. plan.Filters.Where(f => f.Words.Count > 0).Select(f => new FilterWords(f.Dimension.Id, f.Words))],
                Counting = QueryWords.Counting(plan),
            }, cancellationToken);

    /// <summary>The engagements behind a question, newest first, a page at a time.</summary>
    public async Task<Outcome<EngagementPage>> ListAsync(EngagementQuery query, Caller caller, CancellationToken cancellationToken)
    {
        PageMark? after = null;
        if (query.After is { } text)
        {
            if (!PageMark.Parse(text).IsValue(out var mark, out var problem))
            {
                return problem;
            }

            after = mark;
        }

        var question = query.Question with { Measures = Everything.Measures, By = [], Totals = TotalsKind.Grand };
        return await AnswerAsync("list", question, Counting(caller), async (plan, version, connection) =>
        {
            var count = await answers.ReadAsync(plan, connection, cancellationToken);
            var read = await engagements.ReadAsync(plan, caller.Visible, after, null, plan.Limit + 1, connection, cancellationToken);
            var page = read.Take(plan.Limit).ToList();
            var next = read.Count > plan.Limit ? PageMark.Of(page[^1]).ToString() : null;
            var marking = await markings.ReadAsync(plan, version, connection, cancellationToken);
            return new EngagementPage(page, next, (long)count.Grand!.Values[0]!, plan.Limit, version, QueryWords.Filters(plan, question.Search), marking);
        }, cancellationToken);
    }

    /// <summary>One engagement with its links and sources.</summary>
    public async Task<Outcome<ListedEngagement>> FindAsync(string code, Caller caller, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync("one", Everything, Counting(caller), async (plan, _, connection) =>
            (await engagements.ReadAsync(plan, caller.Visible, null, code, 1, connection, cancellationToken)).FirstOrDefault(), cancellationToken);
        return answer.Then(found => found is null
            ? new Problem(ProblemKind.NotFound, "unknown-engagement", $"There is no engagement '{Shown.Of(code)}'.", "See /api/v1/engagements for the codes.")
            : (Outcome<ListedEngagement>)found);
    }

    /// <summary>The members of a dimension that occur in what the caller may see, in order of their codes.</summary>
    public async Task<Outcome<MemberPage>> MembersAsync(MemberQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!model.SeenBy(caller.Visible).Dimension(query.Dimension).IsValue(out var dimension, out var problem))
        {
            return problem;
        }

        var question = Everything with { By = [dimension.Id], Limit = query.Limit, Language = query.Language };
        return await AnswerAsync("members", question, Counting(caller), async (plan, version, connection) =>
            await memberNames.ReadAsync(query, plan, connection, cancellationToken) with { Version = version }, cancellationToken);
    }

    // Rows and members are found by counting engagements, even for who may not ask for that measure.
    private static Caller Counting(Caller caller) => caller with { Visible = new Visibility(null, caller.Visible.Dimensions) };

    private async Task<PlannedScope> ScopeAsync(RowScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (scope.IsEverything)
        {
            return PlannedScope.Everything;
        }

        var named = planner.Attributes(scope.Alternatives.SelectMany(rules => rules));
        return planner.Plan(scope, await memberKeys.ReadAsync(version, named, PlannedScope.Everything, connection, cancellationToken));
    }

    private async Task<Outcome<T>> AnswerAsync<T>(
        string kind, ReportQuery query, Caller caller, Func<QueryPlan, DataVersion, DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        var id = QuestionId.Of(kind, query);
        QuestionIds.Note(id);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var answer = await AskAsync(id, query, caller, read, cancellationToken);
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
            QuestionIds.Note(e, id);
            LogFailed(e, id, kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            throw;
        }
    }

    private async Task<Outcome<T>> AskAsync<T>(
        string id, ReportQuery query, Caller caller, Func<QueryPlan, DataVersion, DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var version = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var scope = await ScopeAsync(caller.Scope, version, connection, cancellationToken);
            var members = await memberKeys.ReadAsync(version, planner.Attributes(query.Filters), scope, connection, cancellationToken);
            if (!QueryPlanner.Plan(query, model.SeenBy(caller.Visible), scope, members).IsValue(out var plan, out var problem))
            {
                return problem;
            }

            var answer = await read(plan with { Id = id }, version, connection);
            var after = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
            if (after == version)
            {
                return answer;
            }

            version = after;
        }

        return new Problem(ProblemKind.Unavailable, "data-moving", "The data changed while the question was answered.", "An import is going on: ask again in a moment.");
    }

    [LoggerMessage(LogLevel.Debug, "Question {Id} ({Kind}) took {Milliseconds:0} ms.")]
    private partial void LogAsked(string id, string kind, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Question {Id} ({Kind}) failed in the database after {Milliseconds:0} ms.")]
    private partial void LogFailed(Exception exception, string id, string kind, double milliseconds);
}
