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
    public Problem? Refuse(HttpContext context, RequestIdentity identity)
    {
        // On one's own machine nobody is kept from trying things out.
        if (_requests is null || (_development && identity.IsAnonymous && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)))
        {
            return null;
        }

        using var lease = _requests.AttemptAcquire(identity.Partition);
        return lease.IsAcquired ? null : new Problem(ErrorCodes.TooManyRequests, "These are more requests in a minute than one caller may send.", "Wait as many seconds as Retry-After says; ask for more in one question.") { RetryAfter = WaitOf(lease) };
    }

    /// <summary>Null where an address may try a key or token that is not known to be good.</summary>
    public Problem? RefuseAttempt(string address)
    {
        using var lease = _failures?.AttemptAcquire(address, 0);
        return lease is null or { IsAcquired: true } ? null : new Problem(ErrorCodes.TooManyFailures, "Too many keys or tokens from this address were wrong.", "Wait as many seconds as Retry-After says.") { RetryAfter = WaitOf(lease) };
    }

    public void CountFailure(string address) => _failures?.AttemptAcquire(address).Dispose();

    public void Dispose()
    {
        _requests?.Dispose();
        _failures?.Dispose();
    }

    // A bucket of a minute's worth that fills steadily: a burst is fine, going on like that is not.
    private static PartitionedRateLimiter<string>? Buckets(int perMinute) =>
        perMinute == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetTokenBucketLimiter(partition, _ => BucketOf(perMinute)));

    /// <summary>One request at a time comes back, so that every rate is kept as it is written.</summary>
    internal static TokenBucketRateLimiterOptions BucketOf(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = Minute / perMinute,
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static TimeSpan? WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null;

    private static PartitionedRateLimiter<string>? Windows(int perMinute) =>
        perMinute == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetFixedWindowLimiter(
                partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Minute, QueueLimit = 0, AutoReplenishment = true }));
}
