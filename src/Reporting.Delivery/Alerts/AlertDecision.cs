namespace Reporting.Delivery.Alerts;

/// <summary>The decision of a check: the items to report now, the reason if none are, and what the next check compares with.</summary>
public sealed record AlertDecision(AlertOutcome Outcome, string? Reason, IReadOnlyList<AlertItem> Items, AlertMemory Memory)
{
    /// <summary>Reason: it was reported before, and every check since has found it.</summary>
    public const string NotReset = "not-reset";

    /// <summary>Reason: a message was sent shortly before.</summary>
    public const string Quiet = "quiet";

    private const int MaxWaiting = 1_000;

    /// <summary>When the quiet time after the last message ends; null if it has ended.</summary>
    public static DateTimeOffset? QuietUntil(AlertDefinition definition, AlertMemory? memory, DateTimeOffset now) =>
        memory?.LastSent is { } sent && sent.AddHours(definition.QuietHours) is var end && end > now ? end : null;

    /// <param name="before">Null at the first check.</param>
    /// <param name="found">
    /// For <c>above</c>, <c>below</c> and <c>changed</c>: all figures. For <c>first</c> and <c>matches</c>: all items, or those that may be new. For the others: the items that meet the condition.
    /// </param>
    public static AlertDecision Of(AlertDefinition definition, AlertMemory? before, IReadOnlyList<AlertItem> found, DateTimeOffset now) => definition.Condition.IsOfEvents
        ? OfEvents(definition, before ?? new AlertMemory(), found, now)
        : OfState(definition, before ?? new AlertMemory(), [.. found.Where(i => Meets(definition.Condition, i))], now);

    // A state is reported when it begins, and again only after a check that did not find it.
    private static AlertDecision OfState(AlertDefinition definition, AlertMemory before, IReadOnlyList<AlertItem> met, DateTimeOffset now)
    {
        var still = met.Where(i => before.Told.ContainsKey(i.Key)).ToDictionary(i => i.Key, i => before.Told[i.Key]);
        var begun = met.Where(i => !still.ContainsKey(i.Key)).ToList();
        var memory = before with { Told = still };
        if (begun.Count == 0)
        {
            return met.Count == 0 ? new(AlertOutcome.NotMet, null, [], memory) : new(AlertOutcome.Suppressed, NotReset, met, memory);
        }

        if (QuietUntil(definition, before, now) is not null)
        {
            return new(AlertOutcome.Suppressed, Quiet, begun, memory);
        }

        begun.ForEach(i => still[i.Key] = now);
        return new(AlertOutcome.Sent, null, begun, memory with { LastSent = now });
    }

    // An event is reported once. During the quiet time it waits, and none is lost.
    private static AlertDecision OfEvents(AlertDefinition definition, AlertMemory before, IReadOnlyList<AlertItem> found, DateTimeOffset now)
    {
        var isChange = definition.Condition.Kind == AlertKind.Changed;
        var memory = isChange
            ? before with { Figures = found.Where(i => i.Number is not null).ToDictionary(i => i.Key, i => i.Number!.Value) }
            : before with { Seen = [.. (before.Seen ?? []).Union(found.Select(i => i.Key), StringComparer.Ordinal)] };
        if (isChange ? before.Figures is null : before.Seen is null)
        {
            return new(AlertOutcome.First, null, [], memory);
        }

        var seen = (before.Seen ?? []).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<AlertItem> waiting = [.. before.Waiting, .. isChange ? Changes(definition.Condition, before.Figures!, found) : found.Where(i => !seen.Contains(i.Key))];
        if (waiting.Count == 0)
        {
            return new(AlertOutcome.NotMet, null, [], memory);
        }

        return QuietUntil(definition, before, now) is not null
            ? new(AlertOutcome.Suppressed, Quiet, waiting, memory with { Waiting = [.. waiting.Take(MaxWaiting)] })
            : new(AlertOutcome.Sent, null, waiting, memory with { Waiting = [], LastSent = now });
    }

    private static bool Meets(AlertCondition condition, AlertItem item) => condition.Kind switch
    {
        AlertKind.Above => item.Number > condition.Value,
        AlertKind.Below => item.Number < condition.Value,
        _ => true,
    };

    // A row that was not there before, or no longer is, counts as 0.
    private static IEnumerable<AlertItem> Changes(AlertCondition condition, IReadOnlyDictionary<string, decimal> before, IReadOnlyList<AlertItem> found)
    {
        var now = found.ToDictionary(i => i.Key);
        foreach (var key in before.Keys.Union(now.Keys))
        {
            var (old, item) = (before.GetValueOrDefault(key), now.GetValueOrDefault(key) ?? new AlertItem(key, key) { Number = 0, Value = "0" });
            var difference = Math.Abs((item.Number ?? 0) - old);
            if (difference > 0 && (condition.Percent is { } percent ? old == 0 || difference * 100 / Math.Abs(old) >= percent : difference >= condition.Value))
            {
                yield return item with { Before = old.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            }
        }
    }
}

/// <summary>The outcome of a check.</summary>
public enum AlertOutcome
{
    /// <summary>The first check, with which the next is compared.</summary>
    First,
    NotMet,

    /// <summary>Met, and put into the outbox.</summary>
    Sent,

    /// <summary>Met, but not reported; the reason says why.</summary>
    Suppressed,

    /// <summary>The query failed.</summary>
    Failed,
}
