using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>Large downloads take turns, so that memory and processors are bounded however many come at once.</summary>
public sealed class DownloadLimiter(IOptions<ExportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim free = new(options.Value.MaxDownloads);
    private readonly TimeSpan patience = TimeSpan.FromSeconds(options.Value.MaxWaitSeconds);
    private int waiting;

    private static Problem Busy(string message) => new(
        ErrorCodes.ExportsBusy, message, "Try again in some minutes, or POST /api/v1/exports to have the file made in the background.")
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    /// <summary>Waits for a turn; dispose of it to end it. Unavailable <c>exports-busy</c> where too many wait already, or none came in time.</summary>
    public async Task<Outcome<IDisposable>> TakeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) > options.Value.MaxWaiting + options.Value.MaxDownloads)
        {
            Interlocked.Decrement(ref waiting);
            return Busy("Too many large downloads are waiting already.");
        }

        try
        {
            if (!await free.WaitAsync(patience, cancellationToken))
            {
                Interlocked.Decrement(ref waiting);
                return Busy($"Other large downloads took all turns for {patience.TotalSeconds:0} seconds.");
            }
        }
        catch
        {
            Interlocked.Decrement(ref waiting);
            throw;
        }

        return new Lease(this);
    }

    public void Dispose() => free.Dispose();

    private void End()
    {
        Interlocked.Decrement(ref waiting);
        free.Release();
    }

    private sealed class Lease(DownloadLimiter turns) : IDisposable
    {
        private DownloadLimiter? taken = turns;

        public void Dispose() => Interlocked.Exchange(ref taken, null)?.End();
    }
}
