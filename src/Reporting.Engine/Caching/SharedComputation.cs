using System.Collections.Concurrent;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>Carries out equal computations that are asked for at the same time once.</summary>
internal sealed class SharedComputations<T>
{
    private readonly ConcurrentDictionary<string, SharedComputation<T>> _underway = new();

    public bool IsUnderway(string key) => _underway.ContainsKey(key);

    /// <param name="compute">May outlive the caller that started it, so it must not use that caller's request.</param>
    public async Task<Outcome<T>> RunAsync(string key, Func<CancellationToken, Task<Outcome<T>>> compute, CancellationToken cancellationToken)
    {
        while (true)
        {
            var mine = new SharedComputation<T>();
            var shared = _underway.GetOrAdd(key, mine);
            if (shared == mine)
            {
                // SQLite works on the calling thread, so another thread leaves this caller free to cancel.
                _ = Task.Run(() => ShareAsync(key, compute, mine), CancellationToken.None);
            }
            else if (!shared.TryJoin())
            {
                // All its callers have left. Remove it and start again.
                _underway.TryRemove(KeyValuePair.Create(key, shared));
                continue;
            }

            return await shared.WaitAsync(cancellationToken);
        }
    }

    private async Task ShareAsync(string key, Func<CancellationToken, Task<Outcome<T>>> compute, SharedComputation<T> shared)
    {
        var mine = KeyValuePair.Create(key, shared);
        try
        {
            var answer = await compute(shared.GivenUp);
            _underway.TryRemove(mine);
            shared.SetResult(answer);
        }
        catch (Exception e)
        {
            _underway.TryRemove(mine);
            shared.SetException(e);
        }
    }
}

/// <summary>One computation for all callers that make the same request at once. It is cancelled when the last of them leaves.</summary>
internal sealed class SharedComputation<T>
{
    private readonly TaskCompletionSource<Outcome<T>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _givenUp = new();
    private int _waiting = 1;

    /// <summary>Cancelled when no caller waits any more.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    /// <summary>Adds a caller; false if all have left already.</summary>
    public bool TryJoin()
    {
        for (var waiting = Volatile.Read(ref _waiting); waiting > 0;)
        {
            var before = Interlocked.CompareExchange(ref _waiting, waiting + 1, waiting);
            if (before == waiting)
            {
                return true;
            }

            waiting = before;
        }

        return false;
    }

    /// <summary>Waits for the result until the caller leaves. Call it once after creating or joining the computation.</summary>
    public async Task<Outcome<T>> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _result.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            if (Interlocked.Decrement(ref _waiting) == 0 && !_result.Task.IsCompleted)
            {
                await _givenUp.CancelAsync();
            }
        }
    }

    public void SetResult(Outcome<T> answer) => _result.TrySetResult(answer);

    public void SetException(Exception exception)
    {
        _result.TrySetException(exception);
        // Mark the exception as observed, since all callers may have left.
        _ = _result.Task.Exception;
    }
}
