using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Tests.Subscriptions;

/// <summary>Planning of occurrences into the outbox.</summary>
public sealed class DuePlanTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    [Fact]
    public void Each_occurrence_is_planned_once_in_repeated_rounds()
    {
        // Across both clock changes of a year.
        foreach (var (from, days) in new[] { (At("2026-03-26T00:00:00Z"), 4), (At("2026-10-23T00:00:00Z"), 4) })
        {
            var schedule = Read("*/30 * * * *", "Asia/Jerusalem");
            var (until, seen) = (from, new List<string>());
            var random = new Random(7);
            for (var now = from; now < from.AddDays(days); now = now.AddSeconds(random.Next(1, 1_500)))
            {
                var plan = DuePlan.Of(Definition(CatchUp.All), schedule, until, now, Grace);
                Assert.True(plan.NextDue > now);
                seen.AddRange(plan.Send.Select(s => s.Occurrence.Key));
                until = plan.PlannedUntil;
            }

            Assert.Equal(schedule.Between(from, until).Select(o => o.Key), seen);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.True(seen.Count > 48 * (days - 1));
        }
    }

    [Fact]
    public void The_latest_missed_occurrence_replaces_the_others()
    {
        var plan = DuePlan.Of(Definition(CatchUp.Latest), Read("0 * * * *", "UTC"), At("2026-01-01T00:30:00Z"), At("2026-01-01T05:40:00Z"), Grace);
        Assert.Equal([("2026-01-01T05:00", 4)], plan.Send.Select(s => (s.Occurrence.Key, s.Missed)));
        Assert.Equal((At("2026-01-01T05:40:00Z"), At("2026-01-01T06:00:00Z")), (plan.PlannedUntil, plan.NextDue));
    }

    [Fact]
    public void All_occurrences_due_at_the_same_instant_after_a_gap_are_sent()
    {
        // In Jerusalem, 02:00 to 02:59 of 27 March 2026 do not exist, so 02:00 and 02:30 are due at 03:00, as is 03:00.
        var plan = DuePlan.Of(Definition(CatchUp.Latest), Read("*/30 * * * *", "Asia/Jerusalem"), At("2026-03-26T23:59:00Z"), At("2026-03-27T00:00:01Z"), Grace);
        Assert.Equal(["2026-03-27T02:00", "2026-03-27T02:30", "2026-03-27T03:00"], plan.Send.Select(s => s.Occurrence.Key));
    }

    [Fact]
    public void Catch_up_none_sends_timely_occurrences_and_drops_others()
    {
        var schedule = Read("0 * * * *", "UTC");
        Assert.Empty(DuePlan.Of(Definition(CatchUp.None), schedule, At("2026-01-01T00:30:00Z"), At("2026-01-01T05:40:00Z"), Grace).Send);
        var timely = DuePlan.Of(Definition(CatchUp.None), schedule, At("2026-01-01T00:30:00Z"), At("2026-01-01T05:10:00Z"), Grace);
        Assert.Equal(["2026-01-01T05:00"], timely.Send.Select(s => s.Occurrence.Key));
        Assert.Equal(4, timely.Dropped);
    }

    [Fact]
    public void A_long_backlog_is_planned_in_complete_parts()
    {
        var (until, now, seen) = (At("2026-01-01T00:00:00Z"), At("2026-01-02T00:00:00Z"), new List<string>());
        for (var rounds = 0; until < now; rounds++)
        {
            Assert.True(rounds < 4);
            var plan = DuePlan.Of(Definition(CatchUp.All), Read("* * * * *", "UTC"), until, now, Grace);
            seen.AddRange(plan.Send.Select(s => s.Occurrence.Key));
            until = plan.PlannedUntil;
        }

        Assert.Equal(1_440, seen.Distinct().Count());
        Assert.Equal(1_440, seen.Count);
    }

    [Fact]
    public void A_subscription_is_due_only_on_its_days_in_its_time_zone()
    {
        var definition = Definition(CatchUp.All) with { Starts = new DateOnly(2026, 1, 10), Ends = new DateOnly(2026, 1, 11) };
        var due = DuePlan.Due(definition, Read("30 0,23 * * *", "Asia/Kolkata"), At("2026-01-01T00:00:00Z")).Select(o => o.Key);
        Assert.Equal(["2026-01-10T00:30", "2026-01-10T23:30", "2026-01-11T00:30", "2026-01-11T23:30"], due);
        Assert.Null(DuePlan.Of(definition, Read("daily", "Asia/Kolkata"), At("2026-01-11T00:00:00Z"), At("2026-01-12T00:00:00Z"), Grace).NextDue);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Schedule Read(string text, string zone) => ScheduleReader.Read(text, zone).Value!;

    private static SubscriptionDefinition Definition(CatchUp catchUp) => new() { Report = "any", Schedule = "any", CatchUp = catchUp };
}
