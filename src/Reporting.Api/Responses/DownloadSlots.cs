using Microsoft.AspNetCore.Http.Timeouts;
using Reporting.Delivery.Exports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>The slots of large downloads.</summary>
internal static class DownloadSlots
{
    /// <summary>Waits for a slot for the response to a request. A large file has no timeout, including the wait for a slot.</summary>
    public static Func<CancellationToken, Task<Outcome<IDisposable>>> For(this DownloadLimiter limiter, HttpContext context) => cancellationToken =>
    {
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        return limiter.TakeAsync(cancellationToken);
    };
}
