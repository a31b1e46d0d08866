namespace Reporting.Delivery.Outbox;

/// <summary>The changes between two mails to one recipient, as the recipient sees them.</summary>
/// <param name="Since">When the earlier mail was due.</param>
public sealed record EngagementChanges(
    DateTimeOffset Since, IReadOnlyList<MailedEngagement> Added, IReadOnlyList<MailedEngagement> Corrected, IReadOnlyList<MailedEngagement> Withdrawn)
{
    public int Count => Added.Count + Corrected.Count + Withdrawn.Count;

    public static EngagementChanges Between(MailedEngagements before, MailedEngagements now, DateTimeOffset since)
    {
        var (earlier, later) = (before.All.ToDictionary(e => e.Code, StringComparer.Ordinal), now.All.Select(e => e.Code).ToHashSet(StringComparer.Ordinal));
        return new EngagementChanges(
            since,
            [.. now.All.Where(e => !earlier.ContainsKey(e.Code))],
            [.. now.All.Where(e => earlier.TryGetValue(e.Code, out var was) && was.Hash != e.Hash)],
            [.. before.All.Where(e => !later.Contains(e.Code))]);
    }

    /// <summary>At most so many changes, and one of each kind that there is.</summary>
    public EngagementChanges First(int max)
    {
        IReadOnlyList<MailedEngagement>[] kinds = [Added, Corrected, Withdrawn];
        var shown = kinds.Select(kind => Math.Min(kind.Count, 1)).ToArray();
        var left = max - shown.Sum();
        for (var i = 0; i < kinds.Length; i++)
        {
            var more = Math.Min(left, kinds[i].Count - shown[i]);
            shown[i] += more;
            left -= more;
        }

        return this with { Added = [.. Added.Take(shown[0])], Corrected = [.. Corrected.Take(shown[1])], Withdrawn = [.. Withdrawn.Take(shown[2])] };
    }
}
