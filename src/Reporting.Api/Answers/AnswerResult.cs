using Microsoft.Net.Http.Headers;
using Reporting.Api.Audit;
using Reporting.Engine.Answers;

namespace Reporting.Api.Answers;

/// <summary>Sends a finished answer, or 304 to who has it already.</summary>
internal sealed class AnswerResult(FinishedAnswer answer) : IResult
{
    /// <summary>Who keeps an answer asks each time whether it still holds; and what one caller may see is not for others.</summary>
    private const string AskAgain = "private, no-cache";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        AuditDraft.Of(httpContext)?.Answer(answer);
        var response = httpContext.Response;
        var headers = response.Headers;
        if (answer.Tag is { } tag && HttpMethods.IsGet(httpContext.Request.Method))
        {
            headers.ETag = tag;
            headers.CacheControl = AskAgain;
            var held = httpContext.Request.Headers.IfNoneMatch;
            if (held.Count > 0 && HeldTags.Hold(held, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        QuestionHeader.Set(response, answer.Questions);
        if (answer.Truncated is not null)
        {
            headers["X-Truncated"] = answer.Truncated;
        }

        if (answer.FileName is not null)
        {
            headers[HeaderNames.ContentDisposition] = Disposition(answer.FileName);
        }

        if (answer.Handling is { } handling)
        {
            headers["X-Handling"] = handling.Code;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Content.Length;
        return response.Body.WriteAsync(answer.Content, httpContext.RequestAborted).AsTask();
    }

    // A page is for looking at, a file for keeping. Its name may hold what was imported: no line ends, no folders.
    private static string Disposition(string fileName)
    {
        var name = string.Concat(fileName.Select(c => char.IsControl(c) || c is '/' or '\\' or '"' or '\u202E' ? '-' : c));
        var disposition = new ContentDispositionHeaderValue(Path.GetExtension(name) is ".html" or ".json" ? "inline" : "attachment");
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
