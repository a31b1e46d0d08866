using System.Text.Json;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Engagements;

namespace Reporting.Api.Engagements;

/// <summary>
/// Streams a long page of engagements in the format of <see cref="EngagementsResponse"/>, in constant memory. A failure before the first byte is sent as a
/// problem. A later failure aborts the connection, so that the client detects an incomplete response.
/// </summary>
/// <param name="place">The slot in the work lane, released after the response.</param>
/// <param name="tag">The ETag; null if the data changed while the page was opened.</param>
internal sealed partial class EngagementStreamResult(EngagementStream stream, IDisposable place, string? tag, JsonSerializerOptions options) : IResult
{
    private const int FlushAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var taken = place;
        await using var opened = stream;
        AuditDraft.Of(httpContext)?.SetResult(stream.Page.Version.Version, stream.Rows);
        var response = httpContext.Response;
        if (CachedResponseResult.IsNotModified(httpContext, tag))
        {
            return;
        }

        QueryIdHeader.Set(response, [stream.QueryId]);
        response.ContentType = "application/json; charset=utf-8";
        if (httpContext.IsHead())
        {
            return;
        }

        try
        {
            await WriteAsync(response, httpContext.RequestAborted);
        }
        catch (Exception failure) when (response.HasStarted)
        {
            if (!httpContext.RequestAborted.IsCancellationRequested)
            {
                LogAborted(httpContext.RequestServices.GetRequiredService<ILogger<EngagementStreamResult>>(), failure);
            }

            httpContext.Abort();
        }
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = options.Encoder });
        var flushed = 0L;
        json.WriteStartObject();
        json.WriteStartArray("data");
        await foreach (var batch in stream.ReadAsync(cancellationToken))
        {
            foreach (var engagement in batch)
            {
                JsonSerializer.Serialize(json, engagement, options);
                if (json.BytesPending + json.BytesCommitted - flushed >= FlushAt)
                {
                    await FlushAsync();
                }
            }
        }

        json.WriteEndArray();
        json.WritePropertyName("meta");
        var page = stream.Page;
        JsonSerializer.Serialize(
            json,
            new EngagementsPageResponse(page.Version.Version, page.Version.AsOf, stream.Rows, page.Count, page.Next is not null, page.Limit, page.Filters, page.Next, page.Handling, page.Version.IsInvented),
            options);
        json.WriteEndObject();
        await FlushAsync();

        async Task FlushAsync()
        {
            json.Flush();
            flushed = json.BytesCommitted;
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Streaming a page of engagements failed, so the connection was aborted")]
    private static partial void LogAborted(ILogger logger, Exception failure);
}
