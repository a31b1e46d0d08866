using System.Globalization;
using System.Text.Json;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;

namespace Reporting.Api.Engagements;

/// <summary>
/// Streams a page of engagements in the format of <see cref="EngagementsResponse"/>, or as columns, in constant memory. A failure before the first byte is sent as a
/// problem. A later failure aborts the connection, so that the client detects an incomplete response.
/// </summary>
/// <param name="place">The slot in the work lane, released after the response.</param>
/// <param name="tag">The ETag; null if the data changed while the page was opened.</param>
internal sealed partial class EngagementStreamResult(EngagementStream stream, IDisposable place, string? tag, JsonSerializerOptions options) : IResult
{
    private const int FlushAt = 64 * 1024;

    /// <summary>A format of columns; null for JSON.</summary>
    public ColumnFormat? Format { get; init; }

    public string Language { get; init; } = "en";

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
        PageLinks.Set(httpContext, stream.Page.Next);
        var page = stream.Page;
        if (Format is { } format)
        {
            CachedResponseResult.Describe(response, string.Create(CultureInfo.InvariantCulture, $"engagements_v{page.Version.Version}{format.Extension}"), format.ContentType, page.Handling, page.Version, isKept: false);
        }
        else
        {
            response.ContentType = "application/json; charset=utf-8";
        }

        if (httpContext.IsHead())
        {
            return;
        }

        try
        {
            await (Format is null ? WriteAsync(response, httpContext.RequestAborted) : Format.WriteAsync(Table(httpContext.RequestAborted), response.Body, httpContext.RequestAborted));
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

    private ColumnTable Table(CancellationToken cancellationToken)
    {
        var meta = JsonSerializer.SerializeToElement(EngagementsResponse.PageOf(stream.Page, stream.Rows), options);
        return EngagementTable.Of(stream.ReadAsync(cancellationToken), ColumnMeta.Of(json => meta.EnumerateObject().ToList().ForEach(p => p.WriteTo(json))), Language);
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
        JsonSerializer.Serialize(json, EngagementsResponse.PageOf(stream.Page, stream.Rows), options);
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
