using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access;
using Reporting.Api.Answers;
using Reporting.Api.Problems;
using Reporting.Engine.Access;
using Reporting.Engine.Answers;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Aggregates;

/// <summary>Answers questions as JSON: a question in a URL that was read before is recognised by its letters.</summary>
internal sealed class AggregateAnswers(QueryRunner runner, KeptAnswers kept, TimeProvider time)
{
    public ValueTask<IResult> AnswerAsync(HttpRequest request, Func<HttpRequest, Outcome<ReportQuery>> read)
    {
        // Path and query as they were sent: they decide the endpoint and the question, and what is hidden from the caller is no parameter.
        var caller = request.Caller();
        var written = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var remembered = written.Length == 0 || caller.Visible.IsEverything ? written : $"{written} {caller.Visible.Key}";
        if (kept.Recall<AskedQuestion>(remembered) is { } before)
        {
            return AnswerAsync(request, before, caller);
        }

        if (!read(request).IsValue(out var query, out var problem))
        {
            return new(ProblemAnswers.Answer(problem));
        }

        var asked = AskedQuestion.Of(query);
        if (remembered.Length > 0)
        {
            kept.Remember(remembered, asked);
        }

        return AnswerAsync(request, asked, caller);
    }

    public async ValueTask<IResult> AnswerAsync(HttpRequest request, AskedQuestion asked, Caller caller)
    {
        var key = await kept.KeyAsync(asked.Words, caller, request.HttpContext.RequestAborted);
        return await kept.SendAsync(key, request, cancellationToken => ComputeAsync(asked.Query, caller, cancellationToken));
    }

    private async Task<Outcome<FinishedAnswer>> ComputeAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.RunAsync(query, caller, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        using var content = new MemoryStream();
        await AggregateJson.WriteAsync(content, table, time.GetUtcNow(), cancellationToken);
        return new FinishedAnswer(content.ToArray(), "application/json; charset=utf-8")
        {
            Rows = table.Rows.Count,
            Truncated = table.Truncated ? $"rows={table.Rows.Count}; of={table.RowCount}; limit={table.Limit}" : null,
        };
    }
}
