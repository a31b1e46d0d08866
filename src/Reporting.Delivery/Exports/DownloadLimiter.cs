using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>Limits how many large downloads run at a time, which bounds memory and processor use.</summary>
public sealed class DownloadLimiter(IOptions<ExportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.MaxDownloads);
    private readonly TimeSpan _maxWait = TimeSpan.FromSeconds(options.Value.MaxWaitSeconds);
    private int _waiting;

    private static Problem Busy(string message) => new(
        ErrorCodes.ExportsBusy, message, "Try again in a few minutes, or POST /api/v1/exports to create the file in the background.");

    /// <summary>Waits for a free slot. Dispose the result to release it. Problem: <c>exports-busy</c> when the queue is full or the wait times out.</summary>
    public async Task<Outcome<IDisposable>> TakeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > options.Value.MaxWaiting + options.Value.MaxDownloads)
        {
            Interlocked.Decrement(ref _waiting);
            return Busy("Too many large downloads are waiting already.");
        }

        try
        {
            if (!await _slots.WaitAsync(_maxWait, cancellationToken))
            {
                Interlocked.Decrement(ref _waiting);
                return Busy($"No download slot became free within {_maxWait.TotalSeconds:0} seconds.");
            }
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }

        return new Lease(this);
    }

    public void Dispose() => _slots.Dispose();

    private void End()
    {
        Interlocked.Decrement(ref _waiting);
        _slots.Release();
    }

    private sealed class Lease(DownloadLimiter limiter) : IDisposable
    {
        private DownloadLimiter? _taken = limiter;

        public void Dispose() => Interlocked.Exchange(ref _taken, null)?.End();
    }
}
