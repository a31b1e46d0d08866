using System.Data.Common;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Operations;

/// <summary>
/// Renews the lease of a row until it is disposed of. <see cref="Lost"/> stops the work when another worker has the row, or when the database
/// has been unreachable for as long as a lease lasts.
/// </summary>
public sealed class LeaseHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly Task _beats;

    private LeaseHeartbeat(Lease lease, TimeProvider time, CancellationToken stopping)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beats = BeatAsync(lease, time);
    }

    /// <summary>Cancelled when the lease is lost or the process stops.</summary>
    public CancellationToken Lost => _lost.Token;

    public static LeaseHeartbeat Start(Lease lease, TimeProvider time, CancellationToken stopping) => new(lease, time, stopping);

    public async ValueTask DisposeAsync()
    {
        await _lost.CancelAsync();
        await _beats;
        _lost.Dispose();
    }

    private async Task BeatAsync(Lease lease, TimeProvider time)
    {
        var renewed = time.GetTimestamp();
        while (!Lost.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(lease.Interval, time, Lost);
                if (!await lease.Renew(Lost))
                {
                    await _lost.CancelAsync();
                }

                renewed = time.GetTimestamp();
            }
            catch (Exception) when (Lost.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is DbException || DatabaseProblem.Of(away) is not null)
            {
                if (time.GetElapsedTime(renewed) >= lease.Length)
                {
                    lease.Log?.Invoke(away);
                    await _lost.CancelAsync();
                }
            }
        }
    }
}

/// <param name="Renew">Returns false when another worker has the row.</param>
/// <param name="Interval">The time between two renewals.</param>
/// <param name="Length">How long the database may be unreachable.</param>
/// <param name="Log">Receives the failure that lost the lease.</param>
public sealed record Lease(Func<CancellationToken, Task<bool>> Renew, TimeSpan Interval, TimeSpan Length, Action<Exception>? Log = null);
