using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The commitments that a query should give, with their states, computed with plain loops from docs/counting.md alone.</summary>
public static class ExpectedCommitments
{
    private static readonly string[] Order = ["late", "in-progress", "open", "delivered", "dropped"];

    /// <returns>All commitments of the query in order, as <c>E1/c1 late 2025-01-01 3</c>, and their number by state whatever states the query keeps.</returns>
    public static (List<string> Rows, Dictionary<string, int> States) Of(TestData data, CommitmentQuery query, RowScope scope)
    {
        var today = DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime);
        var day = query.AsOfDay ?? today;
        var seen = VisibleData.Of(scope, data).Engagements;
        var rows = new List<(int State, DateOnly Due, string Code, int Order, string Text, string Name)>();
        foreach (var agreement in OracleFilters.Of(data, query.Query with { AsOfDay = query.AsOfDay }, scope).Select(f => f.Engagement))
        {
            foreach (var (order, commitment) in agreement.Commitments.Index())
            {
                if (First(agreement.Start) > day || !Keeps(query, agreement, commitment))
                {
                    continue;
                }

                var (state, since, late) = StateOf(agreement, commitment, seen, day);
                if (!query.Query.Filters.All(f => f.Dimension != "commitment_state" || f.Mode != FilterMode.Links || f.Values.Contains(state)))
                {
                    continue;
                }

                rows.Add((Array.IndexOf(Order, state), Last(commitment.Due) ?? DateOnly.MaxValue, agreement.Code, order, $"{agreement.Code}/{commitment.Code} {state} {since:yyyy-MM-dd} {late}".TrimEnd(), state));
            }
        }

        var kept = rows.Where(r => query.States.Count == 0 || query.States.Contains(r.Name)).OrderBy(r => r.State).ThenBy(r => r.Due).ThenBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Order);
        return ([.. kept.Select(r => r.Text)], Order.ToDictionary(state => state, state => rows.Count(r => r.Name == state)));
    }

    /// <summary>The agreements of a query, those without any follow-up, and the median of days to the first.</summary>
    public static FollowUps FollowUps(TestData data, CommitmentQuery query, RowScope scope)
    {
        var day = query.AsOfDay ?? DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime);
        var held = VisibleData.Of(scope, data).Engagements.Where(e => e.IsCounted && First(e.Start) <= day).ToList();
        var (agreements, without, days) = (0, 0, new List<int>());
        foreach (var agreement in OracleFilters.Of(data, query.Query with { AsOfDay = query.AsOfDay }, scope).Select(f => f.Engagement))
        {
            if (First(agreement.Start) > day || (agreement.Category != "agreement" && agreement.Commitments.Count == 0) || (query.Engagement is not null && agreement.Code != query.Engagement))
            {
                continue;
            }

            agreements++;
            switch (Days(agreement, held))
            {
                case NoFollowUp:
                    without++;
                    break;
                case >= 0 and var known:
                    days.Add(known);
                    break;
            }
        }

        days.Sort();
        return new FollowUps(agreements, without, days.Count == 0 ? null : days[(days.Count - 1) / 2]);
    }

    /// <summary>The commitments of an engagement on a day, usually that of the data, with their states from the engagements that the caller sees.</summary>
    internal static IReadOnlyList<StatedCommitment> StatesOf(TestEngagement agreement, IReadOnlyList<TestEngagement> seen, DateOnly? asOf)
    {
        var day = asOf ?? DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime);
        return First(agreement.Start) > day ? [] : [.. agreement.Commitments.Select(c => new StatedCommitment(c, StateOf(agreement, c, seen, day).State))];
    }

    /// <summary>Null where an engagement is no agreement; otherwise the days to its first follow-up, -1 without one, and -2 where they are unknown.</summary>
    internal static int? FollowUpOf(TestEngagement agreement, IReadOnlyList<TestEngagement> seen, DateOnly? asOf)
    {
        var day = asOf ?? DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime);
        return First(agreement.Start) > day || (agreement.Category != "agreement" && agreement.Commitments.Count == 0)
            ? null
            : Days(agreement, [.. seen.Where(e => e.IsCounted && First(e.Start) <= day)]);
    }

    private const int NoFollowUp = -1;

    private static int Days(TestEngagement agreement, IReadOnlyList<TestEngagement> held)
    {
        var later = held.Where(e => e.Relations.Any(r => r.To == agreement.Code && r.Kind is ("implements" or "follows-up" or "amends")) || agreement.Commitments.Any(c => c.Evidence.Any(v => v.To == e.Code)))
            .Select(e => First(e.Start)!.Value).Where(on => First(agreement.Start) is not { } from || on >= from).ToList();
        return later.Count == 0 ? NoFollowUp : First(agreement.Start) is { } from ? later.Min().DayNumber - from.DayNumber : -2;
    }

    private static bool Keeps(CommitmentQuery query, TestEngagement agreement, TestCommitment commitment)
    {
        var due = Last(commitment.Due);
        return (query.Engagement is null || agreement.Code == query.Engagement)
            && (query.Party is null || commitment.Parties.Contains(query.Party))
            && query.Query.Filters.Where(f => f.Mode == FilterMode.Links).All(f => f.Dimension switch
            {
                "domain" => f.Values.Contains(commitment.Domain),
                "domain_group" => f.Values.Contains(agreement.Domains.FirstOrDefault(d => d.Code == commitment.Domain)?.Group ?? TestData.Unknown),
                _ => true,
            })
            && (query.Domain is null || commitment.Domain == query.Domain)
            && (query.DueFrom is null || due >= query.DueFrom)
            && (query.DueTo is null || due <= query.DueTo);
    }

    // Goes through the days on which something is known, one after the other.
    private static (string State, DateOnly? Since, int? Late) StateOf(TestEngagement agreement, TestCommitment commitment, IReadOnlyList<TestEngagement> seen, DateOnly day)
    {
        var held = seen.Where(e => e.IsCounted).ToDictionary(e => e.Code, StringComparer.Ordinal);
        var named = commitment.Evidence.Where(e => held.ContainsKey(e.To)).Select(e => (Day: First(held[e.To].Start), e.Kind)).ToList();
        var scores = commitment.Assessments.Select(a => (Day: First(a.On), a.Score)).ToList();
        var ends = held.Values.SelectMany(e => e.Relations.Where(r => r.To == agreement.Code && r.Kind is ("cancels" or "replaces")).Select(r => First(r.Date) ?? First(e.Start))).ToList();
        var (isDone, isDropped, isBegun, doneOn, droppedOn) = (false, false, false, (DateOnly?)null, (DateOnly?)null);
        foreach (var now in named.Select(n => n.Day).Concat(scores.Select(s => s.Day)).OfType<DateOnly>().Where(d => d <= day).Distinct().Order())
        {
            var kinds = named.Where(n => n.Day == now).Select(n => n.Kind).ToHashSet();
            var best = scores.Where(s => s.Day == now).Select(s => (int?)s.Score).Max();
            if (best == 3 || kinds.Contains("delivers"))
            {
                (doneOn, isDone, isDropped) = (isDone ? doneOn : now, true, false);
            }
            else if (kinds.Contains("drops"))
            {
                (isDone, isDropped, droppedOn) = (false, true, now);
            }
            else if (best is { } score)
            {
                (isDone, isDropped, isBegun) = (false, false, score > 0);
            }
            else
            {
                isBegun = true;
            }
        }

        var due = Last(commitment.Due);
        if (isDone)
        {
            return ("delivered", doneOn, due < doneOn ? doneOn.Value.DayNumber - due.Value.DayNumber : null);
        }

        var ended = ends.Where(e => e <= day).ToList();
        if (isDropped || ended.Count > 0)
        {
            return ("dropped", isDropped ? droppedOn : ended.Min(), null);
        }

        return due < day ? ("late", due.Value.AddDays(1), day.DayNumber - due.Value.DayNumber) : (isBegun ? "in-progress" : "open", null, null);
    }

    private static DateOnly? First(PartialDate date) => date.Key == 0 ? null : new DateOnly(date.Key / 10000, Math.Max(1, date.Key / 100 % 100), Math.Max(1, date.Key % 100));

    private static DateOnly? Last(PartialDate date) => date.Key == 0 ? null
        : date.Key % 100 > 0 ? First(date)
        : date.Key / 100 % 100 > 0 ? First(date)!.Value.AddMonths(1).AddDays(-1)
        : new DateOnly(date.Key / 10000, 12, 31);
}
