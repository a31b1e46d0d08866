using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse.Tests.Operations;

/// <summary>Work on a row continues while its lease can be renewed, and stops otherwise.</summary>
public sealed class LeaseHeartbeatTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_work_stops_when_another_worker_has_the_row()
    {
        var left = 3;
        await using var heartbeat = Start(() => --left > 0, TimeSpan.FromMinutes(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Patience, heartbeat.Lost));
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task A_database_unreachable_for_less_than_the_lease_does_not_stop_the_work()
    {
        var (beats, goesOn) = (0, new TaskCompletionSource());
        await using var heartbeat = Start(
            () =>
            {
                if (++beats > 5)
                {
                    goesOn.TrySetResult();
                }

                return beats > 3 ? true : throw new SqliteException("away", 5);
            },
            TimeSpan.FromMinutes(1));
        await goesOn.Task.WaitAsync(Patience);
        Assert.False(heartbeat.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_database_unreachable_for_longer_than_the_lease_stops_the_work_and_is_logged()
    {
        var logged = new List<Exception>();
        await using var heartbeat = Start(() => throw new SqliteException("away", 5), TimeSpan.FromMilliseconds(100), logged.Add);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Patience, heartbeat.Lost));
        Assert.IsType<SqliteException>(Assert.Single(logged));
    }

    [Fact]
    public async Task The_heartbeat_ends_with_the_work_and_with_the_process()
    {
        var beats = 0;
        var heartbeat = Start(() => ++beats > 0, TimeSpan.FromMinutes(1));
        await heartbeat.DisposeAsync();
        var after = beats;
        await Task.Delay(100);
        Assert.Equal(after, beats);

        using var stopping = new CancellationTokenSource();
        await using var other = LeaseHeartbeat.Start(new Lease(_ => Task.FromResult(true), Soon, Patience), TimeProvider.System, stopping.Token);
        await stopping.CancelAsync();
        Assert.True(other.Lost.IsCancellationRequested);
    }

    private static LeaseHeartbeat Start(Func<bool> renew, TimeSpan length, Action<Exception>? log = null) =>
        LeaseHeartbeat.Start(new Lease(_ => Task.FromResult(renew()), Soon, length, log), TimeProvider.System, CancellationToken.None);
}
