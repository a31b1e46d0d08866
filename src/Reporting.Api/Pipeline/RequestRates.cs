using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Reporting.Api.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pipeline;

/// <summary>How many requests a caller may send, and how often an address may try keys that are wrong.</summary>
internal sealed class RequestRates : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly bool _development;
    private readonly PartitionedRateLimiter<string>? _requests;
    private readonly PartitionedRateLimiter<string>? _failures;

    public RequestRates(IOptions<RequestLimits> options, IHostEnvironment environment)
    {
        _development = environment.IsDevelopment();
        _requests = Buckets(options.Value.RequestsPerMinute);
        _failures = Windows(options.Value.FailedSignInsPerMinute);
    }

    /// <summary>Null where the caller may go on.</summary>
    public Problem? Refuse(HttpContext context, RequestIdentity asker)
    {
        // On one's own machine nobody is kept from trying things out.
        if (_requests is null || (_development && asker.IsAnonymous && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)))
        {
            return null;
        }

        using var lease = _requests.AttemptAcquire(asker.Partition);
        return lease.IsAcquired ? null : new Problem(ProblemKind.TooMany, "too-many-requests", "These are more requests in a minute than one caller may send.", "Wait as many seconds as Retry-After says; ask for more in one question.");
    }

    /// <summary>Null where an address may try a key or token that is not known to be good.</summary>
    public Problem? RefuseAttempt(string address)
    {
        using var lease = _failures?.AttemptAcquire(address, 0);
        return lease is null or { IsAcquired: true } ? null : new Problem(ProblemKind.TooMany, "too-many-failures", "Too many keys or tokens from this address were wrong.", "Wait as many seconds as Retry-After says.");
    }

    /// <summary>Seconds after which it makes sense to come again: buckets fill steadily, windows open at once.</summary>
    public static string RetryAfter(Problem problem) => problem.Code == "too-many-failures" ? "60" : "10";

    public void CountFailure(string address) => _failures?.AttemptAcquire(address).Dispose();

    public void Dispose()
    {
        _requests?.Dispose();
        _failures?.Dispose();
    }

    // A bucket of a minute's worth that fills steadily: a burst is fine, going on like that is not.
    private static PartitionedRateLimiter<string>? Buckets(int perMinute)
    {
        if (perMinute == 0)
        {
            return null;
        }

        var period = perMinute >= Minute / Refill ? Refill : Minute / perMinute;
        return PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetTokenBucketLimiter(partition, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, (int)(perMinute * (period / Minute))),
            ReplenishmentPeriod = period,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));
    }

    private static PartitionedRateLimiter<string>? Windows(int perMinute) =>
        perMinute == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetFixedWindowLimiter(
                partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Minute, QueueLimit = 0, AutoReplenishment = true }));
}
