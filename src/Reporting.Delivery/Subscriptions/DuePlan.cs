using Reporting.Delivery.Schedules;

namespace Reporting.Delivery.Subscriptions;

/// <summary>What of a subscription is to be put into the outbox now, and until when that is all.</summary>
/// <param name="Send">Each with how many missed ones it stands for.</param>
/// <param name="NextDue">Null where it is not due any more.</param>
public sealed record DuePlan(IReadOnlyList<(Occurrence Occurrence, int Missed)> Send, int Dropped, DateTimeOffset PlannedUntil, DateTimeOffset? NextDue)
{
    /// <summary>More are planned in the next round.</summary>
    private const int MaxAtOnce = 500;

    /// <summary>Looking back further than this many occurrences serves nobody.</summary>
    private const int MaxMissed = 100_000;

    public static DuePlan Of(SubscriptionDefinition definition, Schedule schedule, DateTimeOffset plannedUntil, DateTimeOffset now, TimeSpan missedAfter)
    {
        var due = Due(definition, schedule, plannedUntil).TakeWhile(o => o.Due <= now).Take(MaxMissed).ToList();
        var next = Due(definition, schedule, due.Count == MaxMissed ? due[^1].Due : now).FirstOrDefault()?.Due;
        switch (definition.CatchUp)
        {
            case CatchUp.All when due.Count > MaxAtOnce:
                // Never between two that come to pass at one instant.
                var last = due[MaxAtOnce - 1].Due;
                var first = due.TakeWhile(o => o.Due <= last).ToList();
                return first.Count == due.Count ? All(due) : new([.. first.Select(o => (o, 0))], 0, last, due[first.Count].Due);
            case CatchUp.All:
                return All(due);
            case CatchUp.None:
                var timely = due.Where(o => o.Due + missedAfter > now).ToList();
                return new([.. timely.Select(o => (o, 0))], due.Count - timely.Count, now, next);
            default:
                // All that come to pass at the last instant: a clock put forward makes several of one hour.
                var latest = due.Where(o => o.Due == due[^1].Due).ToList();
                return new([.. latest.Select((o, i) => (o, i == 0 ? due.Count - latest.Count : 0))], 0, now, next);
        }

        DuePlan All(List<Occurrence> all) => new([.. all.Select(o => (o, 0))], 0, now, next);
    }

    /// <summary>Due after an instant, within the days of the subscription.</summary>
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
