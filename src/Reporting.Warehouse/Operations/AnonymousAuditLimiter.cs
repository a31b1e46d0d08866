namespace Reporting.Warehouse.Operations;

/// <summary>
/// Whoever is nobody can be refused as often as they like. So of what strangers are refused only so many lines are written in a minute, short ones, and one that
/// says that there was more: the trail shows that it happened and does not fill the disk.
/// </summary>
internal sealed class AnonymousAuditLimiter
{
    private const int MaxInAMinute = 60;
    private const int MaxQuestion = 200;

    private readonly Lock gate = new();
    private DateTimeOffset since;
    private int lines;

    /// <summary>The line to write; null for none.</summary>
    public AuditEntry? Take(AuditEntry entry)
    {
        var place = Place(entry.At);
        return place > MaxInAMinute + 1 ? null
            : place > MaxInAMinute ? entry with { Subject = "more of strangers in this minute", Question = null }
            : entry with { Question = entry.Question is { } asked ? AuditText.Clean(asked, MaxQuestion) : null };
    }

    private int Place(DateTimeOffset at)
    {
        lock (gate)
        {
            if ((at - since).Duration() >= TimeSpan.FromMinutes(1))
            {
                (since, lines) = (at, 0);
            }

            return lines > MaxInAMinute ? MaxInAMinute + 2 : ++lines;
        }
    }
}
