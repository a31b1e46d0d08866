using Reporting.Delivery.Schedules;

namespace Reporting.Delivery.Subscriptions;

/// <summary>The occurrences of a subscription to add to the outbox now, and the instant until which the plan is complete.</summary>
/// <param name="Send">Each occurrence with the number of missed occurrences that it replaces.</param>
/// <param name="NextDue">Null if the subscription has ended.</param>
public sealed record DuePlan(IReadOnlyList<(Occurrence Occurrence, int Missed)> Send, int Dropped, DateTimeOffset PlannedUntil, DateTimeOffset? NextDue)
{
    /// <summary>The next round plans the rest.</summary>
    private const int MaxAtOnce = 500;

    /// <summary>Limits the work after a long outage.</summary>
    private const int MaxMissed = 100_000;

    public static DuePlan Of(SubscriptionDefinition definition, Schedule schedule, DateTimeOffset plannedUntil, DateTimeOffset now, TimeSpan missedAfter)
    {
        var due = Due(definition, schedule, plannedUntil).TakeWhile(o => o.Due <= now).Take(MaxMissed).ToList();
        var next = Due(definition, schedule, due.Count == MaxMissed ? due[^1].Due : now).FirstOrDefault()?.Due;
        switch (definition.CatchUp)
        {
            case CatchUp.All when due.Count > MaxAtOnce:
                // Do not split occurrences that are due at the same instant.
                var last = due[MaxAtOnce - 1].Due;
                var first = due.TakeWhile(o => o.Due <= last).ToList();
                return first.Count == due.Count ? All(due) : new([.. first.Select(o => (o, 0))], 0, last, due[first.Count].Due);
            case CatchUp.All:
                return All(due);
            case CatchUp.None:
                var timely = due.Where(o => o.Due + missedAfter > now).ToList();
                return new([.. timely.Select(o => (o, 0))], due.Count - timely.Count, now, next);
            default:
                // Several occurrences can be due at the last instant when a clock is put forward.
                var latest = due.Where(o => o.Due == due[^1].Due).ToList();
                return new([.. latest.Select((o, i) => (o, i == 0 ? due.Count - latest.Count : 0))], 0, now, next);
        }

        DuePlan All(List<Occurrence> all) => new([.. all.Select(o => (o, 0))], 0, now, next);
    }

    /// <summary>Due times after an instant, within the subscription's first and last day.</summary>
    public static IEnumerable<Occurrence> Due(SubscriptionDefinition definition, Schedule schedule, DateTimeOffset after)
    {
        var from = definition.Starts is { } starts && starts > DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, schedule.Zone).DateTime)
            ? new DateTimeOffset(starts.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(-2)
            : after;
        return schedule.After(from < after ? after : from)
            .SkipWhile(o => DateOnly.FromDateTime(o.WallClock) < definition.Starts)
            .TakeWhile(o => definition.Ends is null || DateOnly.FromDateTime(o.WallClock) <= definition.Ends);
    }
}
