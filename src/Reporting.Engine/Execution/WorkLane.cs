using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Limits work of one kind: some runs, some waits, and the rest is refused at once.</summary>
/// <param name="places">How much work runs at a time.</param>
/// <param name="busy">The problem for work that cannot wait, or has waited too long.</param>
public sealed class WorkLane(int places, int maxWaiting, TimeSpan maxWait, Problem busy) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private int _waiting;

    /// <summary>How much of the work of one request may run at a time: half of the places, and at least one.</summary>
    public int Half { get; } = Math.Max(1, places / 2);

    /// <summary>How much work waits now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a place. Dispose the result to release it.</summary>
    public ValueTask<Outcome<IDisposable>> EnterAsync(CancellationToken cancellationToken) => EnterAsync(maxWait, cancellationToken);

    private async ValueTask<Outcome<IDisposable>> EnterAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return new Place(this);
        }

        try
        {
            return Interlocked.Increment(ref _waiting) <= maxWaiting && await _free.WaitAsync(wait, cancellationToken) ? new Place(this) : busy;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Waits for a place as long as it takes. This work is not counted among what waits.</summary>
    public async ValueTask<Outcome<IDisposable>> EnterWithoutLimitAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Place(this);
    }

    /// <summary>Waits for a place, does the work and releases the place.</summary>
    public Task<Outcome<T>> RunAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancellationToken) => RunAsync(work, maxWait, cancellationToken);

    /// <param name="wait">Instead of the usual wait. <see cref="Timeout.InfiniteTimeSpan"/> waits as long as it takes.</param>
    public async Task<Outcome<T>> RunAsync<T>(Func<Task<Outcome<T>>> work, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!(await (wait == Timeout.InfiniteTimeSpan ? EnterWithoutLimitAsync(cancellationToken) : EnterAsync(wait, cancellationToken))).IsValue(out var place, out var problem))
        {
            return problem;
        }

        using (place)
        {
            return await work();
        }
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place(WorkLane lane) : IDisposable
    {
        private WorkLane? _lane = lane;

        public void Dispose() => Interlocked.Exchange(ref _lane, null)?._free.Release();
    }
}
