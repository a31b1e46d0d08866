using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Aggregates;

/// <summary>Answers questions as JSON: a question in a URL that was read before is recognised by its letters.</summary>
internal sealed class AggregateResponses(AggregateRunner runner, ResultCache kept, WorkLanes lanes, TimeProvider time)
{
    public ValueTask<IResult> AnswerAsync(HttpRequest request, Func<HttpRequest, Outcome<ReportQuery>> read)
    {
        // Path and query as they were sent: they decide the endpoint and the question, and what is hidden from the caller is no parameter.
        var caller = request.Caller();
        var written = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var remembered = written.Length == 0 || caller.Visible.IsEverything ? written : $"{written} {caller.Visible.Key}";
        if (kept.Recall<CachedQuery>(remembered) is { } before)
        {
            return AnswerAsync(request, before, caller);
        }

        if (!read(request).IsValue(out var query, out var problem))
        {
            return new(ProblemResponses.Answer(problem));
        }

        var asked = CachedQuery.Of(query);
        if (remembered.Length > 0)
        {
            kept.Remember(remembered, asked);
        }

        return AnswerAsync(request, asked, caller);
    }

    public async ValueTask<IResult> AnswerAsync(HttpRequest request, CachedQuery asked, Caller caller)
    {
        var key = await kept.KeyAsync(asked.Words, caller, request.HttpContext.RequestAborted);
        return await CachedResponseResult.SendAsync(kept, key, request, cancellationToken => ComputeAsync(asked.Query, caller, key.Version, cancellationToken));
    }

    private Task<Outcome<CachedResponse>> ComputeAsync(ReportQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken) => query.Limit > QuestionOptions.LargeFrom
        ? lanes.Large.RunAsync(() => MakeAsync(query, caller, version, cancellationToken), cancellationToken)
        : MakeAsync(query, caller, version, cancellationToken);

    private async Task<Outcome<CachedResponse>> MakeAsync(ReportQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        if (!(await runner.RunAsync(query, caller, version, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        using var content = new MemoryStream();
        await AggregateJson.WriteAsync(content, table, time.GetUtcNow(), cancellationToken);
        return new CachedResponse(content.ToArray(), "application/json; charset=utf-8")
        {
            DataVersion = table.Version,
            Rows = table.Rows.Count,
            Truncated = table.Truncated ? $"rows={table.Rows.Count}; of={table.RowCount}; limit={table.Limit}" : null,
        };
    }
}
