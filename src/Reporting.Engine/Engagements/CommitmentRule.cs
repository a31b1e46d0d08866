using Reporting.Engine.Model;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The rule that derives the state of a commitment on a day (docs/counting.md). An inexact date of evidence counts from its first day. An inexact due date
/// is over after its last day.
/// </summary>
internal static class CommitmentRule
{
    /// <param name="events">In any order; those after the day do not count.</param>
    public static CommitmentState Of(PartialDate due, IEnumerable<CommitmentEvent> events, DateOnly day)
    {
        var known = events.Where(e => e.Day <= day).ToList();
        var verdicts = known.Where(e => e.Weight >= CommitmentWeight.Nothing).GroupBy(e => e.Day, (on, ofDay) => new CommitmentEvent(on, ofDay.Max(e => e.Weight))).OrderByDescending(e => e.Day).ToList();
        CommitmentEvent? verdict = verdicts.Count > 0 ? verdicts[0] : null;
        if (verdict?.Weight == CommitmentWeight.Done)
        {
            var since = verdicts.TakeWhile(e => e.Weight == CommitmentWeight.Done).Last().Day;
            return new CommitmentState(CommitmentStates.Delivered, since, DaysLate(due, since));
        }

        var endings = known.Where(e => e.Weight == CommitmentWeight.Ended).Select(e => e.Day).ToList();
        if (verdict?.Weight == CommitmentWeight.Dropped || endings.Count > 0)
        {
            return new CommitmentState(CommitmentStates.Dropped, verdict?.Weight == CommitmentWeight.Dropped ? verdict.Value.Day : endings.Min(), null);
        }

        if (DaysLate(due, day) is { } late)
        {
            return new CommitmentState(CommitmentStates.Late, due.Last!.Value.AddDays(1), late);
        }

        var isBegun = verdict?.Weight is CommitmentWeight.Begun or CommitmentWeight.Mostly
            || known.Exists(e => e.Weight == CommitmentWeight.Advance && (verdict is null || e.Day > verdict.Value.Day));
        return new CommitmentState(isBegun ? CommitmentStates.InProgress : CommitmentStates.Open, null, null);
    }

    private static int? DaysLate(PartialDate due, DateOnly day) => due.Last is { } last && last < day ? day.DayNumber - last.DayNumber : null;
}

/// <param name="Since">The day from which a commitment is delivered, dropped or late; null for the other states.</param>
/// <param name="DaysLate">Days after the due date: until delivery, or until the day asked for.</param>
internal sealed record CommitmentState(string Name, DateOnly? Since, int? DaysLate);

/// <summary>Something that counts for the state of a commitment from a day on.</summary>
internal readonly record struct CommitmentEvent(DateOnly Day, CommitmentWeight Weight);

/// <summary>The meaning of an event. From <see cref="Nothing"/> on it decides the state; of one day the highest counts.</summary>
internal enum CommitmentWeight
{
    /// <summary>Another engagement cancels or replaces the agreement.</summary>
    Ended = -2,

    /// <summary>An engagement that advances the commitment.</summary>
    Advance = -1,
    Nothing = 0,
    Begun = 1,
    Mostly = 2,
    Dropped = 3,
    Done = 4,
}
