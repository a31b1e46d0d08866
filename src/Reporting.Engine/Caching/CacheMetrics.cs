using System.Diagnostics.Metrics;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Engine.Caching;

/// <summary>How many responses come from the cache, and how many are computed.</summary>
internal static class CacheMetrics
{
    private static readonly Counter<long> Responses = Instruments.Meter.CreateCounter<long>("reporting.cache.responses", "{response}", "Responses from the cache, and computed ones.");

    public static void Count(bool isHit) => Responses.Add(1, new KeyValuePair<string, object?>("result", isHit ? "hit" : "computed"));
}
