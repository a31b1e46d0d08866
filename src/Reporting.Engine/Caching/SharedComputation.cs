using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>One computation for all callers that make the same request at once. It is cancelled when the last of them leaves.</summary>
internal sealed class SharedComputation
{
    private readonly TaskCompletionSource<Outcome<CachedResponse>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
    public async Task<Outcome<CachedResponse>> WaitAsync(CancellationToken cancellationToken)
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

    public void SetResult(Outcome<CachedResponse> answer) => _result.TrySetResult(answer);

    public void SetException(Exception exception)
    {
        _result.TrySetException(exception);
        // Mark the exception as observed, since all callers may have left.
        _ = _result.Task.Exception;
    }
}
