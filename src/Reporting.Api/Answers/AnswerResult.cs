using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Reporting.Engine.Answers;

namespace Reporting.Api.Answers;

/// <summary>Sends a finished answer, or 304 to who has it already.</summary>
internal sealed class AnswerResult(FinishedAnswer answer) : IResult
{
    /// <summary>Who keeps an answer asks each time whether it still holds; and what one caller may see is not for others.</summary>
    private const string AskAgain = "private, no-cache";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (IsHeld(httpContext, answer.Tag))
        {
            return Task.CompletedTask;
        }

        QuestionHeader.Set(response, answer.Questions);
        if (answer.Truncated is not null)
        {
            response.Headers["X-Truncated"] = answer.Truncated;
        }

        Describe(response, answer.FileName, answer.ContentType);
        response.ContentLength = answer.Content.Length;
        return response.Body.WriteAsync(answer.Content, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Says the ETag; true where the client has it already: that is the answer then, 304.</summary>
    public static bool IsHeld(HttpContext httpContext, string? tag)
    {
        if (tag is null || !HttpMethods.IsGet(httpContext.Request.Method))
        {
            return false;
        }

        var (response, held) = (httpContext.Response, httpContext.Request.Headers.IfNoneMatch);
        response.Headers.ETag = tag;
        response.Headers.CacheControl = AskAgain;
        if (held.Count == 0 || !HeldTags.Hold(held, tag))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    public static void Describe(HttpResponse response, string? fileName, string contentType)
    {
        if (fileName is not null)
        {
            response.Headers[HeaderNames.ContentDisposition] = Disposition(fileName);
        }

        response.ContentType = contentType;
    }

    // A page is for looking at, a file for keeping.
    private static string Disposition(string fileName) =>
        new ContentDisposition { FileName = fileName, Inline = Path.GetExtension(fileName) is ".html" or ".json" }.ToString();
}
