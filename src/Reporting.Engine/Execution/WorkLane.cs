using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Work of one kind takes turns: some of it runs, some waits, and the rest is told at once to come back.</summary>
/// <param name="places">How much of it runs at a time.</param>
/// <param name="busy">What those are told who cannot wait, or waited too long.</param>
public sealed class WorkLane(int places, int maxWaiting, TimeSpan maxWait, Problem busy) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private int _waiting;

    /// <summary>How many wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a place; dispose of it to give it back.</summary>
    public async ValueTask<Outcome<IDisposable>> EnterAsync(CancellationToken cancellationToken)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return new Place(this);
        }

        try
        {
            return Interlocked.Increment(ref _waiting) <= maxWaiting && await _free.WaitAsync(maxWait, cancellationToken) ? new Place(this) : busy;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The same for work that ends with its result.</summary>
    public async Task<Outcome<T>> RunAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        if (!(await EnterAsync(cancellationToken)).IsValue(out var place, out var problem))
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
