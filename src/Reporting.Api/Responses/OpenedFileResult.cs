using Microsoft.Extensions.Options;
using Reporting.Api.Pipeline;
using Reporting.Delivery.Files;

namespace Reporting.Api.Responses;

/// <summary>
/// Streams a file in constant memory. A failure before the first byte is sent as a problem. A later failure aborts the connection, so that the client detects
/// an incomplete file. The query stops if the client disconnects or reads too slowly (Exports:MinBytesPerSecond, Exports:MaxDownloadSeconds), because other
/// downloads wait for its slot.
/// </summary>
internal sealed partial class OpenedFileResult(OpenedFile file) : IResult
{
    // Time for which a client may read nothing.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>True for a download, even if browsers could show the file.</summary>
    public bool IsKept { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var opened = file;
        if (opened.Answer is { } answer)
        {
            await new CachedResponseResult(answer) { IsKept = IsKept }.ExecuteAsync(httpContext);
            return;
        }

        AuditDraft.Of(httpContext)?.SetResult(opened.DataVersion?.Version, opened.Rows);
        var response = httpContext.Response;
        if (CachedResponseResult.IsNotModified(httpContext, opened.Tag))
        {
            return;
        }

        CachedResponseResult.Describe(response, opened.FileName, opened.ContentType, opened.Handling, opened.DataVersion, IsKept);
        if (httpContext.IsHead())
        {
            return;
        }

        var services = httpContext.RequestServices;
        var options = services.GetRequiredService<IOptions<ExportOptions>>().Value;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        cancel.CancelAfter(TimeSpan.FromSeconds(options.MaxDownloadSeconds));
        try
        {
            await opened.WriteAsync(new PacedStream(response.Body, options.MinBytesPerSecond, Grace, services.GetRequiredService<TimeProvider>(), cancel), cancel.Token);
        }
        catch (Exception failure) when (response.HasStarted)
        {
            if (cancel.IsCancellationRequested && !httpContext.RequestAborted.IsCancellationRequested)
            {
                LogSlow(services.GetRequiredService<ILogger<OpenedFileResult>>(), opened.FileName, (failure as SlowReaderException)?.Message ?? $"It took more than {options.MaxDownloadSeconds} seconds.");
            }
            else if (!httpContext.RequestAborted.IsCancellationRequested)
            {
                LogAborted(services.GetRequiredService<ILogger<OpenedFileResult>>(), failure, opened.FileName);
            }

            httpContext.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The download of {FileName} was aborted because the client reads too slowly: {Reason}")]
    private static partial void LogSlow(ILogger logger, string fileName, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The download of {FileName} failed and was aborted")]
    private static partial void LogAborted(ILogger logger, Exception failure, string fileName);
}
