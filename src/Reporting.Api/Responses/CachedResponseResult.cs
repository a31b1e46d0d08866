using Microsoft.Net.Http.Headers;
using Reporting.Api.Audit;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;

namespace Reporting.Api.Responses;

/// <summary>Sends a finished answer, or 304 to who has it already.</summary>
internal sealed class CachedResponseResult(CachedResponse answer) : IResult
{
    /// <summary>Who keeps an answer asks each time whether it still holds; and what one caller may see is not for others.</summary>
    public const string AskAgain = "private, no-cache";

    /// <summary>True for a file to keep, also where browsers could show it.</summary>
    public bool IsKept { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        AuditDraft.Of(httpContext)?.SetResponse(answer);
        var response = httpContext.Response;
        if (IsHeld(httpContext, answer.Tag))
        {
            return Task.CompletedTask;
        }

        QueryIdHeader.Set(response, answer.Questions);
        if (answer.Truncated is not null)
        {
            response.Headers["X-Truncated"] = answer.Truncated;
        }

        Describe(response, answer.FileName, answer.ContentType, answer.Handling, IsKept);
        response.ContentLength = answer.Content.Length;
        return response.Body.WriteAsync(answer.Content, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Says the ETag where there is one, and who may keep it; true where the client has it already: that is the answer then, 304.</summary>
    public static bool IsHeld(HttpContext httpContext, string? tag)
    {
        var (response, held) = (httpContext.Response, httpContext.Request.Headers.IfNoneMatch);
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = AskAgain;
        }

        if (tag is null || !HttpMethods.IsGet(httpContext.Request.Method))
        {
            return false;
        }

        response.Headers.ETag = tag;
        if (held.Count == 0 || !ETagMatcher.Hold(held, tag))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    public static void Describe(HttpResponse response, string? fileName, string contentType, Classification? handling, bool isKept)
    {
        if (fileName is not null)
        {
            response.Headers[HeaderNames.ContentDisposition] = Disposition(fileName, isKept);
        }

        if (handling is not null)
        {
            response.Headers["X-Handling"] = handling.Code;
        }

        response.ContentType = contentType;
    }

    // A page is for looking at, a file for keeping. Its name may hold what was imported: no line ends, no folders.
    private static string Disposition(string fileName, bool isKept)
    {
        var name = string.Concat(fileName.Select(c => char.IsControl(c) || c is '/' or '\\' or '"' or '\u202E' ? '-' : c));
        var disposition = new ContentDispositionHeaderValue(!isKept && Path.GetExtension(name) is ".html" or ".json" ? "inline" : "attachment");
        if (name.All(char.IsAscii))
        {
            disposition.FileName = name;
        }
        else
        {
            disposition.SetHttpFileName(name);
        }

        return disposition.ToString();
    }
}
