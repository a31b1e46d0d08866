using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pipeline;

/// <summary>Limits the requests of a caller, and the failed attempts of an address.</summary>
internal sealed class RequestRates : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly bool _development;
    private readonly int _perMinute;
    private readonly PartitionedRateLimiter<string>? _requests;
    private readonly PartitionedRateLimiter<string>? _failures;

    public RequestRates(IOptions<RequestLimits> options, IHostEnvironment environment)
    {
        _development = environment.IsDevelopment();
        _perMinute = options.Value.RequestsPerMinute;
        _requests = Buckets(options.Value.RequestsPerMinute);
        _failures = Windows(options.Value.FailedSignInsPerMinute);
    }

    /// <summary>Null if the request is within the limit.</summary>
    public Problem? Refuse(HttpContext context, RequestIdentity identity)
    {
        // No limit for anonymous callers on the developer's own machine.
        if (_requests is null || (_development && identity.IsAnonymous && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)))
        {
            return null;
        }

        using var lease = _requests.AttemptAcquire(identity.Partition);
        Describe(context.Response, _requests.GetStatistics(identity.Partition)?.CurrentAvailablePermits ?? 0);
        return lease.IsAcquired ? null : new Problem(ErrorCodes.TooManyRequests, "You sent too many requests in a minute.", "Wait for the seconds in Retry-After. Request more data in one query.") { RetryAfter = WaitOf(lease) };
    }

    /// <summary>Null if the address may try a key or token that was not verified before.</summary>
    public Problem? RefuseAttempt(string address)
    {
        using var lease = _failures?.AttemptAcquire(address, 0);
        return lease is null or { IsAcquired: true } ? null : new Problem(ErrorCodes.TooManyFailures, "This address sent too many wrong keys or tokens.", "Wait for the seconds in Retry-After.") { RetryAfter = WaitOf(lease) };
    }

    public void CountFailure(string address) => _failures?.AttemptAcquire(address).Dispose();

    public void Dispose()
    {
        _requests?.Dispose();
        _failures?.Dispose();
    }

    // The bucket holds the requests of a minute and refills steadily, so it allows bursts but not a higher rate.
    private static PartitionedRateLimiter<string>? Buckets(int perMinute) =>
        perMinute == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetTokenBucketLimiter(partition, _ => BucketOf(perMinute)));

    /// <summary>Refills one request at a time, so that every configured rate is exact.</summary>
    internal static TokenBucketRateLimiterOptions BucketOf(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = Minute / perMinute,
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    // draft-ietf-httpapi-ratelimit-headers: what is left, and the seconds until all of it is.
    private void Describe(HttpResponse response, long left)
    {
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";q={_perMinute};w=60");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";r={left};t={((_perMinute - left) * 60 + _perMinute - 1) / _perMinute}");
    }

    private static TimeSpan? WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null;

    private static PartitionedRateLimiter<string>? Windows(int perMinute) =>
        perMinute == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetFixedWindowLimiter(
                partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Minute, QueueLimit = 0, AutoReplenishment = true }));
}
