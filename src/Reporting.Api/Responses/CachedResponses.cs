using System.Text.Json;
using Reporting.Api.Problems;
using Reporting.Engine.Caching;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>From a key to the HTTP answer: kept, still held by the client, or computed.</summary>
internal static class CachedResponses
{
    public static ValueTask<IResult> SendAsync(
        this ResultCache kept, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute) =>
        kept.Find(key) is { } answer ? new(new CachedResponseResult(answer)) : new(ComputedAsync(kept, key, request, compute));

    /// <summary>JSON of an answer that is no table of figures.</summary>
    public static CachedResponse Json<T>(T value, JsonSerializerOptions options) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, options), "application/json; charset=utf-8");

    /// <summary>
    /// 304 for a client that has the answer; null for others. Only who was given this answer knows its tag: no need to compute it again to say that it still
    /// holds.
    /// </summary>
    public static IResult? HeldByClient(CacheKey key, HttpRequest request)
    {
        var tag = request.Headers.IfNoneMatch.Count > 0 && HttpMethods.IsGet(request.Method) ? key.WeakTag() : null;
        return tag is not null && ETagMatcher.Name(request.Headers.IfNoneMatch, tag)
            ? new CachedResponseResult(new CachedResponse(default, string.Empty) { Tag = tag, DataVersion = key.Version?.Version })
            : null;
    }

    private static async Task<IResult> ComputedAsync(
        ResultCache kept, CacheKey key, HttpRequest request, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute)
    {
        if (HeldByClient(key, request) is { } held)
        {
            return held;
        }

        return (await kept.AnswerAsync(key, compute, request.HttpContext.RequestAborted)).IsValue(out var answer, out var problem)
            ? new CachedResponseResult(answer)
            : ProblemResponses.Answer(problem);
    }
}
