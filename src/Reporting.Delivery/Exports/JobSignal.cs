namespace Reporting.Delivery.Exports;

/// <summary>Wakes this process's workers when it takes a job in: they need not wait for their next look.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Ring() => rung.Release();

    /// <summary>Returns when it rings, or after so long.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(rung.WaitAsync(enough.Token), Task.Delay(most, time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => rung.Dispose();
}
