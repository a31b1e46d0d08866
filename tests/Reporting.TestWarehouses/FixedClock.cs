namespace Reporting.TestWarehouses;

/// <summary>A clock that stands still, by default at 2026-01-02 03:04:05 UTC.</summary>
public sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
