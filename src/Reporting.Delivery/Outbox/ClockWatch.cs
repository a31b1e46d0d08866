using Microsoft.Extensions.Logging;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Notices that the wall clock jumped: it moved otherwise than the time that passed. After a machine's sleep that is as it should be, and what was
/// missed is caught up. A clock that was ahead and comes back leaves times in the future behind, which <see cref="ClockRepair"/> looks for.
/// </summary>
public sealed partial class ClockWatch(TimeProvider time, ILogger<ClockWatch> log)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private (DateTimeOffset Wall, long Passed)? _before;

    /// <summary>True where it jumped since the last look.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock jumped by {By} and now shows {Now:O}. Mail goes by the new time; check the clock of this machine")]
    private partial void LogJump(TimeSpan by, DateTimeOffset now);
}
