using System.Text.Json;
using Reporting.Api.Audit;
using Reporting.Api.Responses;
using Reporting.Engine.Engagements;

namespace Reporting.Api.Engagements;

/// <summary>
/// Sends a long page of engagements as it is read, in the shape of <see cref="EngagementsResponse"/> and in constant memory. A failure before the
/// first byte is a problem as any other; a later one cuts the connection, so that a part cannot pass for the whole.
/// </summary>
/// <param name="place">Given back when all is sent.</param>
/// <param name="tag">The ETag; null where the data moved while the page was opened.</param>
internal sealed partial class EngagementStreamResult(EngagementStream stream, IDisposable place, string? tag, JsonSerializerOptions options) : IResult
{
    private const int FlushAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var taken = place;
        await using var opened = stream;
        AuditDraft.Of(httpContext)?.SetResult(stream.Page.Version.Version, stream.Rows);
        var response = httpContext.Response;
        if (CachedResponseResult.IsHeld(httpContext, tag))
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
                LogCut(httpContext.RequestServices.GetRequiredService<ILogger<EngagementStreamResult>>(), failure);
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
            new EngagementsPageResponse(page.Version.Version, page.Version.AsOf, stream.Rows, page.Count, page.Next is not null, page.Limit, page.Filters, page.Next, page.Handling),
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A long page of engagements broke off and was cut")]
    private static partial void LogCut(ILogger logger, Exception failure);
}
