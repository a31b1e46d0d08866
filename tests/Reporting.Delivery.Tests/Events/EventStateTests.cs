using Reporting.Delivery.Events;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Tests.Events;

/// <summary>Receivers drop an event whose id they have seen, so another event has another id.</summary>
public sealed class EventStateTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_edition_that_was_deleted_and_made_again_has_events_of_its_own()
    {
        EventState[] states = [Of(12, At), Of(12, At, Edition(At)), Of(12, At), Of(12, At, Edition(At.AddHours(1))), Of(12, At, Edition(At.AddHours(2)))];
        Assert.Equal(
            ["edition-2026-final-20260302T000000Z-final", "edition-2026-final-20260302T000000Z-deleted", "edition-2026-final-20260302T010000Z-final", "edition-2026-final-20260302T020000Z-final"],
            Told(states));
    }

    [Fact]
    public void A_data_version_that_was_made_again_after_a_restored_backup_has_an_event_of_its_own() =>
        Assert.Equal(
            ["data-13-20260302T010000Z", "data-12-20260302T000000Z", "data-13-20260302T020000Z", "data-13-20260302T030000Z"],
            Told([Of(12, At), Of(13, At.AddHours(1)), Of(12, At), Of(13, At.AddHours(2)), Of(13, At.AddHours(3))]));

    [Fact]
    public void A_receiver_that_an_earlier_program_notified_is_not_notified_again()
    {
        var told = EventState.Read("""{"DataVersion":12,"DataAsOf":"2026-03-02T00:00:00+00:00","Editions":{"2026-final":"final"}}""");
        Assert.Empty(Of(12, At, Edition(At)).Since(told));
        Assert.Equal("edition-2026-final-deleted", Assert.Single(Of(12, At).Since(told)).Message.Id);
    }

    // The ids of the events from each state to the next. What is stored between two is read again.
    private static List<string> Told(IReadOnlyList<EventState> states)
    {
        var (ids, told) = (new List<string>(), states[0]);
        foreach (var state in states.Skip(1))
        {
            foreach (var (message, then) in state.Since(told).ToList())
            {
                ids.Add(message.Id);
                told = EventState.Read(then.ToText());
            }

            Assert.Empty(state.Since(told));
        }

        return ids;
    }

    private static EventState Of(long version, DateTimeOffset asOf, params Edition[] editions) => EventState.Of(version, asOf, editions);

    private static Edition Edition(DateTimeOffset made) => new()
    {
        Id = "2026-final", IsFinal = true, Note = "", Maker = "ministry", MadeAt = made, DataVersion = 12, Engagements = 1, Bytes = 1, Tables = [], Reports = new Dictionary<string, string>(),
    };
}
