namespace Reporting.TestWarehouses;

/// <summary>The real time plus an offset that a test sets.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
