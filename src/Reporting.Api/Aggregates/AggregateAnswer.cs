using Reporting.Engine.Queries;

namespace Reporting.Api.Aggregates;

/// <summary>Sends an answer as JSON.</summary>
internal sealed class AggregateAnswer(ResultTable table, DateTimeOffset now) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        if (table.Truncated)
        {
            response.Headers["X-Truncated"] = $"rows={table.Rows.Count}; of={table.RowCount}; limit={table.Limit}";
        }

        await AggregateJson.WriteAsync(response.Body, table, now, httpContext.RequestAborted);
    }
}
