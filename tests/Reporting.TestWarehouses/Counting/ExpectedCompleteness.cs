using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>What the engagements of a query lack, computed with plain loops from docs/counting.md alone.</summary>
public static class ExpectedCompleteness
{
    public static Completeness Of(TestData data, ReportQuery query, RowScope scope)
    {
        var (count, noDay, noPlace, noDomain, noSecond, days) = (0L, 0L, 0L, 0L, 0L, new List<int>());
        foreach (var e in OracleFilters.Of(data, query, scope).Select(f => f.Engagement))
        {
            count++;
            noDay += e.Start.IsExact ? 0 : 1;
            noPlace += e.PlaceCountry == TestData.Unknown ? 1 : 0;
            noDomain += e.Domains.All(d => d.Code == TestData.Unknown) ? 1 : 0;
            noSecond += e.Sources.Where(s => s != TestData.Unknown).Select(TestEngagement.PublisherOf).Distinct().Count() < 2 ? 1 : 0;
            if (e.Start.Exact is { } day)
            {
                days.Add(Math.Max(0, (e.RecordedOn.DayNumber) - day.DayNumber));
            }
        }

        days.Sort();
        return new Completeness(count, noDay, noPlace, noDomain, noSecond, days.Count == 0 ? null : days[(days.Count - 1) / 2]);
    }
}
