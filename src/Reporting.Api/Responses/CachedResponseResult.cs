using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>Sends a cached response, or 304 if the client already has it.</summary>
internal sealed class CachedResponseResult(CachedResponse answer) : IResult
{
    /// <summary>Clients must revalidate cached responses. Shared caches must not store them, because responses depend on the caller.</summary>
    public const string Revalidate = "private, no-cache";

    /// <summary>True for a download, even if browsers could show the file.</summary>
    public bool IsKept { get; init; }

    /// <summary>Returns the cached response, 304 if the client has it, or the computed response.</summary>
    public static ValueTask<IResult> SendAsync(ResultCache cache, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute) =>
        cache.Find(key) is { } answer ? new(new CachedResponseResult(answer)) : new(ComputedAsync(cache, key, request, compute));

    /// <summary>Serialises a response that is not a table of figures.</summary>
    /// <param name="next">The value of <c>after</c> for the next page.</param>
    public static CachedResponse Json<T>(T value, JsonSerializerOptions options, DataVersion? version, long? rows, string? next = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, options), "application/json; charset=utf-8") { DataVersion = version, Rows = rows, Next = next };

    /// <summary>Returns 304 without computing the response if the client names the tag of this key; otherwise null.</summary>
    public static IResult? NotModified(CacheKey key, HttpRequest request)
    {
        var tag = request.Headers.IfNoneMatch.Count > 0 && HttpMethods.IsGet(request.Method) ? key.WeakTag() : null;
        return tag is not null && ETagMatcher.MatchesTag(request.Headers.IfNoneMatch, tag)
            ? new CachedResponseResult(new CachedResponse(default, string.Empty) { Tag = tag, DataVersion = key.Version })
            : null;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        AuditDraft.Of(httpContext)?.SetResponse(answer);
        var response = httpContext.Response;
        if (answer.DataVersion?.AsOf is { } asOf)
        {
            response.Headers.LastModified = asOf.ToString("R", CultureInfo.InvariantCulture);
        }

        if (IsNotModified(httpContext, answer.Tag))
        {
            return Task.CompletedTask;
        }

        QueryIdHeader.Set(response, answer.QueryIds);
        PageLinks.Set(httpContext, answer.Next);
        if (answer.Truncated is not null)
        {
            response.Headers["X-Truncated"] = answer.Truncated;
        }

        Describe(response, answer.FileName, answer.ContentType, answer.Handling, answer.DataVersion, IsKept);
        response.ContentLength = answer.Content.Length;
        return response.SendAsync(answer.Content);
    }

    /// <summary>Sets ETag and caching headers. True if the client already has the response; the status is then 304.</summary>
    public static bool IsNotModified(HttpContext httpContext, string? tag)
    {
        var (response, ifNoneMatch) = (httpContext.Response, httpContext.Request.Headers.IfNoneMatch);
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = Revalidate;
        }

        if (tag is null || !HttpMethods.IsGet(httpContext.Request.Method))
        {
            return false;
        }

        response.Headers.ETag = tag;
        if (ifNoneMatch.Count == 0 || !ETagMatcher.MatchesTagOrAny(ifNoneMatch, tag))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    public static void Describe(HttpResponse response, string? fileName, string contentType, Classification? handling, DataVersion? version, bool isKept)
    {
        if (fileName is not null)
        {
            response.Headers[HeaderNames.ContentDisposition] = Disposition(fileName, isKept);
        }

        Mark(response, handling?.Code, version is { IsInvented: true });
        response.ContentType = contentType;
    }

    /// <summary>The headers that mark data: the handling level, and whether some of the data are invented.</summary>
    public static void Mark(HttpResponse response, string? handling, bool isInvented)
    {
        if (handling is not null)
        {
            response.Headers["X-Handling"] = handling;
        }

        if (isInvented)
        {
            response.Headers["X-Invented-Data"] = "true";
        }
    }

    private static async Task<IResult> ComputedAsync(ResultCache cache, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute)
    {
        if (NotModified(key, request) is { } notModified)
        {
            return notModified;
        }

        return (await cache.AnswerAsync(key, compute, request.HttpContext.RequestAborted)).IsValue(out var answer, out var problem)
            ? new CachedResponseResult(answer)
            : ProblemResponses.Answer(problem);
    }

    // Pages and JSON are shown, other files are downloaded. File names can contain imported text, so replace control characters and separators.
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
