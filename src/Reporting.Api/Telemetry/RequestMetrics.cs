using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Api.Telemetry;

/// <summary>Counts requests by the first word of the endpoint's route (label <c>door</c>) and by outcome.</summary>
internal static class RequestMetrics
{
    private const string None = "none";

    private static readonly Counter<long> Requests = Instruments.Meter.CreateCounter<long>("reporting.requests", "{request}", "Requests by door and outcome.");

    private static readonly ConcurrentDictionary<string, string> Words = new(StringComparer.Ordinal);

    public static void Count(HttpContext context) => Requests.Add(
        1,
        new KeyValuePair<string, object?>("door", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route ? Words.GetOrAdd(route, FirstWordOf) : None),
        new KeyValuePair<string, object?>("outcome", OutcomeOf(context)));

    /// <summary>For example aggregates, of /api/v1/aggregates/{name}; home, of /.</summary>
    internal static string FirstWordOf(string route)
    {
        var words = route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var word = words.Skip(words is ["api", "v1", ..] ? 2 : 0).FirstOrDefault() ?? "home";
        return word.Contains('{', StringComparison.Ordinal) ? "other" : word;
    }

    private static string OutcomeOf(HttpContext context) =>
        context.RequestAborted.IsCancellationRequested ? "left" : context.Response.StatusCode switch { < 400 => "answered", < 500 => "refused", _ => "failed" };
}
