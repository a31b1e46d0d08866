using Microsoft.Extensions.Logging;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Detects jumps of the wall clock by comparing it with elapsed time. A jump after the machine slept is normal: missed mail is caught up.
/// A clock that was ahead leaves times in the future, which <see cref="ClockRepair"/> repairs.
/// </summary>
public sealed partial class ClockWatch(TimeProvider time, ILogger<ClockWatch> log)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private (DateTimeOffset Wall, long Passed)? _before;

    /// <summary>True if the clock jumped since the last call.</summary>
    public bool HasJumped()
    {
        var now = (Wall: time.GetUtcNow(), Passed: time.GetTimestamp());
        var by = _before is { } before ? now.Wall - before.Wall - time.GetElapsedTime(before.Passed, now.Passed) : TimeSpan.Zero;
        _before = now;
        if (by.Duration() < Tolerance)
        {
            return false;
        }

        LogJump(by, now.Wall);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock jumped by {By} and now shows {Now:O}. Mail follows the new time. Check the clock of this machine")]
    private partial void LogJump(TimeSpan by, DateTimeOffset now);
}
