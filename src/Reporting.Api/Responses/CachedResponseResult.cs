using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Reporting.Api.Audit;
using Reporting.Api.Problems;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>Sends a cached response, or 304 to a client that has it already.</summary>
internal sealed class CachedResponseResult(CachedResponse answer) : IResult
{
    /// <summary>Who keeps an answer asks each time whether it still holds; and what one caller may see is not for others.</summary>
    public const string AskAgain = "private, no-cache";

    /// <summary>True for a file to keep, also where browsers could show it.</summary>
    public bool IsKept { get; init; }

    /// <summary>The cached response; else 304 for a client that has it; else the computed one.</summary>
    public static ValueTask<IResult> SendAsync(ResultCache cache, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute) =>
        cache.Find(key) is { } answer ? new(new CachedResponseResult(answer)) : new(ComputedAsync(cache, key, request, compute));

    /// <summary>JSON of an answer that is no table of figures.</summary>
    public static CachedResponse Json<T>(T value, JsonSerializerOptions options, DataVersion? version, long? rows) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, options), "application/json; charset=utf-8") { DataVersion = version, Rows = rows };

    /// <summary>304 for a client that names the tag of this key, without computing the answer; null for others.</summary>
    public static IResult? HeldByClient(CacheKey key, HttpRequest request)
    {
        var tag = request.Headers.IfNoneMatch.Count > 0 && HttpMethods.IsGet(request.Method) ? key.WeakTag() : null;
        return tag is not null && ETagMatcher.Name(request.Headers.IfNoneMatch, tag)
            ? new CachedResponseResult(new CachedResponse(default, string.Empty) { Tag = tag, DataVersion = key.Version })
            : null;
    }

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

    private static async Task<IResult> ComputedAsync(ResultCache cache, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute)
    {
        if (HeldByClient(key, request) is { } held)
        {
            return held;
        }

        return (await cache.AnswerAsync(key, compute, request.HttpContext.RequestAborted)).IsValue(out var answer, out var problem)
            ? new CachedResponseResult(answer)
            : ProblemResponses.Answer(problem);
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
