namespace Reporting.Warehouse.Operations;

/// <summary>
/// Limits audit rows for anonymous failures. Anonymous callers can cause any number of refusals, which would fill the disk. Only some short rows are
/// written in a minute, and one that marks the omission.
/// </summary>
internal sealed class AnonymousAuditLimiter
{
    private const int MaxInAMinute = 60;
    private const int MaxQuery = 200;

    private readonly Lock _gate = new();
    private DateTimeOffset _since;
    private int _rows;

    /// <summary>The row to write; null for none.</summary>
    public AuditEntry? Take(AuditEntry entry)
    {
        var position = Position(entry.At);
        return position > MaxInAMinute + 1 ? null
            : position > MaxInAMinute ? entry with { Subject = "more anonymous requests in this minute", Question = null }
            : entry with { Question = entry.Question is { } asked ? AuditText.Clean(asked, MaxQuery) : null };
    }

    private int Position(DateTimeOffset at)
    {
        lock (_gate)
        {
            if ((at - _since).Duration() >= TimeSpan.FromMinutes(1))
            {
                (_since, _rows) = (at, 0);
            }

            return _rows > MaxInAMinute ? MaxInAMinute + 2 : ++_rows;
        }
    }
}
