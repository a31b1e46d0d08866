using Reporting.Delivery.Alerts;

namespace Reporting.Delivery.Tests.Alerts;

/// <summary>What a check decides, without data.</summary>
public sealed class AlertDecisionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_state_is_reported_when_it_begins_and_again_only_after_it_ended()
    {
        var checks = new Checks(new AlertCondition(AlertKind.Above, 10), quietHours: 0);
        Assert.Equal((AlertOutcome.NotMet, null), checks.Next(10));
        Assert.Equal((AlertOutcome.Sent, null), checks.Next(11));
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.NotReset), checks.Next(12));
        Assert.Equal((AlertOutcome.NotMet, null), checks.Next(9));
        Assert.Equal((AlertOutcome.Sent, null), checks.Next(11));
    }

    [Fact]
    public void Each_row_of_a_query_is_reported_separately()
    {
        var checks = new Checks(new AlertCondition(AlertKind.Below, 3), quietHours: 0);
        Assert.Equal("a", checks.Told(("a", 2), ("b", 5)));
        Assert.Equal("b", checks.Told(("a", 2), ("b", 1)));
        Assert.Equal("", checks.Told(("a", 2), ("b", 1)));
        Assert.Equal("", checks.Told(("a", 4), ("b", 1)));
        Assert.Equal("a", checks.Told(("a", 1), ("b", 1)));
    }

    [Fact]
    public void The_quiet_time_holds_a_state_back_until_it_ends()
    {
        var checks = new Checks(new AlertCondition(AlertKind.Above, 10), quietHours: 24);
        Assert.Equal(AlertOutcome.Sent, checks.Next(11).Outcome);
        Assert.Equal(AlertOutcome.NotMet, checks.Next(9).Outcome);
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.Quiet), checks.Next(11));
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.Quiet), checks.Next(12));
        checks.Pass(TimeSpan.FromHours(24));
        Assert.Equal(AlertOutcome.Sent, checks.Next(12).Outcome);
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.NotReset), checks.Next(12));
    }

    [Fact]
    public void The_quiet_time_loses_no_event()
    {
        var checks = new Checks(new AlertCondition(AlertKind.First), quietHours: 24);
        Assert.Equal(AlertOutcome.First, checks.Of(("a", null)).Outcome);
        Assert.Equal("b", checks.Told(("a", null), ("b", null)));
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.Quiet), checks.Next("a", "b", "c"));
        Assert.Equal((AlertOutcome.Suppressed, AlertDecision.Quiet), checks.Next("a", "b", "c", "d"));
        checks.Pass(TimeSpan.FromHours(24));

        // What came during the quiet time is told, although nothing is new at this check and one is gone again.
        Assert.Equal("c d", checks.Told(("a", null), ("b", null), ("d", null)));
        Assert.Equal(AlertOutcome.NotMet, checks.Next("a", "b", "c", "d").Outcome);
    }

    [Theory]
    [InlineData(10, null, 10, 19, false)]
    [InlineData(10, null, 10, 20, true)]
    [InlineData(10, null, 20, 10, true)]
    [InlineData(null, 50, 10, 14, false)]
    [InlineData(null, 50, 10, 15, true)]
    [InlineData(null, 50, 0, 1, true)]
    [InlineData(null, 50, 0, 0, false)]
    public void A_change_is_against_the_last_check(int? by, int? percent, int before, int now, bool isMet)
    {
        var checks = new Checks(new AlertCondition(AlertKind.Changed, by, percent), quietHours: 0);
        Assert.Equal(AlertOutcome.First, checks.Next(before).Outcome);
        Assert.Equal(isMet ? AlertOutcome.Sent : AlertOutcome.NotMet, checks.Next(now).Outcome);

        // The next check is compared with this one.
        Assert.Equal(AlertOutcome.NotMet, checks.Next(now).Outcome);
    }

    [Fact]
    public void A_row_that_is_gone_changed_to_nothing()
    {
        var checks = new Checks(new AlertCondition(AlertKind.Changed, 5), quietHours: 0);
        Assert.Equal("", checks.Told(("a", 7), ("b", 4)));
        Assert.Equal("a", checks.Told(("b", 4)));
    }

    [Fact]
    public void A_percentage_of_any_size_is_compared()
    {
        var checks = new Checks(new AlertCondition(AlertKind.Changed, Percent: decimal.MaxValue), quietHours: 0);
        Assert.Equal(AlertOutcome.First, checks.Next(100).Outcome);
        Assert.Equal(AlertOutcome.NotMet, checks.Next(900).Outcome);
    }

    [Fact]
    public void Amounts_are_reported_exactly()
    {
        Assert.Equal("12345678901.12345678", AlertItem.NumberOf(12345678901.1234567800m)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(9007199254740993m, AlertItem.NumberOf(9007199254740993L));
        Assert.Equal(0.3m, AlertItem.NumberOf(0.1 + 0.2));
        Assert.Null(AlertItem.NumberOf(null));
    }

    [Fact]
    public void Items_found_under_other_rights_are_not_reported()
    {
        var memory = new AlertMemory { Figures = new Dictionary<string, decimal> { ["a"] = 7 }, Waiting = [new AlertItem("a", "Hidden talks")], Seen = ["a"] }.Under("all");
        Assert.Equal(memory, memory.Under("all"));
        var narrowed = AlertMemory.Parse(memory.Text())!.Under("less");
        Assert.Equal((null, 0, "less"), (narrowed.Figures, narrowed.Waiting.Count, narrowed.Rights));

        // The next figures are compared with the first ones under the new rights.
        var decision = AlertDecision.Of(new AlertDefinition { Name = "test", Condition = new AlertCondition(AlertKind.Changed, 1) }, narrowed, [new AlertItem("a", "a") { Number = 2 }], Start);
        Assert.Equal((AlertOutcome.First, 0), (decision.Outcome, decision.Items.Count));
    }

    private sealed class Checks(AlertCondition condition, int quietHours)
    {
        private readonly AlertDefinition _definition = new() { Name = "test", Condition = condition, QuietHours = quietHours };
        private AlertMemory? _memory;
        private DateTimeOffset _now = Start;

        public void Pass(TimeSpan time) => _now += time;

        public (AlertOutcome Outcome, string? Reason) Next(decimal figure) => Of(("", figure)) is var d ? (d.Outcome, d.Reason) : default;

        public (AlertOutcome Outcome, string? Reason) Next(params string[] keys) => Of([.. keys.Select(k => (k, (decimal?)null))]) is var d ? (d.Outcome, d.Reason) : default;

        public string Told(params (string Key, decimal? Number)[] found) => Of(found) is { Outcome: AlertOutcome.Sent } told ? string.Join(' ', told.Items.Select(i => i.Key)) : "";

        public AlertDecision Of(params (string Key, decimal? Number)[] found)
        {
            // The memory goes through its stored form, as between two processes.
            var decision = AlertDecision.Of(_definition, AlertMemory.Parse(_memory?.Text()), [.. found.Select(f => new AlertItem(f.Key, f.Key) { Number = f.Number })], _now);
            (_memory, _now) = (decision.Memory, _now.AddMinutes(1));
            return decision;
        }
    }
}
