using Reporting.Api.Audit;
using Reporting.Delivery.Files;

namespace Reporting.Api.Responses;

/// <summary>
/// Sends a file as it is written, in constant memory. A failure before the first byte is a problem as any other; a later one
/// cuts the connection, so that what was sent cannot pass for a whole file. A client that goes away stops the query.
/// </summary>
internal sealed partial class OpenedFileResult(OpenedFile file) : IResult
{
    /// <summary>True for a file to keep, also where browsers could show it.</summary>
    public bool IsKept { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var opened = file;
        if (opened.Answer is { } answer)
        {
            await new CachedResponseResult(answer) { IsKept = IsKept }.ExecuteAsync(httpContext);
            return;
        }

        AuditDraft.Of(httpContext)?.SetResult(opened.DataVersion, opened.Rows);
        var response = httpContext.Response;
        if (CachedResponseResult.IsHeld(httpContext, opened.Tag))
        {
            return;
        }

        CachedResponseResult.Describe(response, opened.FileName, opened.ContentType, opened.Handling, IsKept);
        if (httpContext.IsHead())
        {
            return;
        }

        try
        {
            await opened.WriteAsync(response.Body, httpContext.RequestAborted);
        }
        catch (Exception failure) when (response.HasStarted)
        {
            if (!httpContext.RequestAborted.IsCancellationRequested)
            {
                LogCut(httpContext.RequestServices.GetRequiredService<ILogger<OpenedFileResult>>(), failure, opened.FileName);
            }

            httpContext.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The download of {FileName} broke off and was cut")]
    private static partial void LogCut(ILogger logger, Exception failure, string fileName);
}
