using System.Numerics;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The measures that depend on a single cell.</summary>
internal static class CellMeasures
{
    public static object? Value(string measure, Cell cell, long everything)
    {
        var parts = cell.Parts;
        return measure switch
        {
            "engagements" => cell.Engagements,
            "allocated_engagements" => parts.Sum(p => p.Domains.Sum(d => (long)d.Parts)) / (double)TestData.WholeParts,
            "engagement_share" => everything == 0 ? null : cell.Engagements / (double)everything,
            "participants" => Stated(parts.SelectMany(p => p.Lines).Select(l => l.Participant)),
            "people" => Stated(parts.SelectMany(p => p.Lines).Where(l => l.Kind == "person").Select(l => l.Participant)),
            "organisations" => Stated(parts.SelectMany(p => p.Lines).Select(l => l.Organisation ?? TestData.Unknown)),
            "countries" => Stated(parts.SelectMany(p => p.Lines).Select(l => l.Country)),
            "sources" => Stated(parts.SelectMany(p => p.Sources)),
            "agreements" => parts.LongCount(p => p.Engagement.Category == "agreement"),
            "first_date" => Dates(parts) is { Count: > 0 } dates ? dates.MinBy(d => d.Key) : null,
            "last_date" => Dates(parts) is { Count: > 0 } dates ? dates.MaxBy(d => d.Key) : null,
            "days_since_last" => Days(parts).Select(day => AsOf - day).Where(days => days >= 0).DefaultIfEmpty(-1).Min() is var days and >= 0 ? (long)days : null,
            "longest_gap_days" => Days(parts) is { Count: > 1 } days ? (long)days.Zip(days.Skip(1), (day, next) => next - day).Max() : null,
            "commitments" => parts.Sum(p => p.Commitments.LongCount(c => !p.IsOfDomains || p.Domains.Any(d => d.Code == c.Commitment.Domain))),
            "agreements_without_follow_up" => parts.LongCount(p => p.FollowUp == -1),
            "days_to_follow_up" => parts.Select(p => p.FollowUp).OfType<int>().Where(d => d >= 0).Order().ToList() is { Count: > 0 } waits ? (long)waits[(waits.Count - 1) / 2] : null,
            "headcount" => Sum(parts.Select(p => (long?)p.Engagement.Headcount)),
            "amount_usd" => Sum(parts.Select(p => p.Engagement.AmountCents)) is { } cents ? (cents + Cents(parts.Sum(p => (decimal)(p.Engagement.AmountCents is null ? 0 : p.Engagement.AmountRest ?? 0)))) / 100m : null,
            "allocated_amount_usd" => Allocated(parts),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure of one cell."),
        };
    }

    private static long Stated(IEnumerable<string> codes) => codes.Where(c => c != TestData.Unknown).Distinct(StringComparer.Ordinal).LongCount();

    // For dates with the same first day, the key orders the less exact one first: 2025 before 2025-01 before 2025-01-01.
    private static List<PartialDate> Dates(List<FilteredEngagement> parts) => [.. parts.Select(p => p.Engagement.Start).Where(d => d.Key != 0)];

    // Numbers of the first days of the stated dates, in order.
    private static List<int> Days(List<FilteredEngagement> parts) => [.. Dates(parts).Select(d => d.First!.Value.DayNumber).Order()];

    private static int AsOf => DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime).DayNumber;

    private static long? Sum(IEnumerable<long?> values)
    {
        var known = values.Where(v => v is not null).ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    // The sum of the amounts' remainders beyond whole cents, rounded to the nearest cent.
    private static long Cents(decimal rests) => (long)decimal.Round(rests / 1_000_000, 0, MidpointRounding.AwayFromZero);

    private static decimal? Allocated(List<FilteredEngagement> parts)
    {
        var known = parts.Where(p => p.Engagement.AmountCents is not null).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var rests = Cents(known.Sum(p => p.Domains.Sum(d => (decimal)d.Parts) * (p.Engagement.AmountRest ?? 0)));
        var sum = known.Aggregate(BigInteger.Zero, (total, p) => total + (p.Domains.Sum(d => (long)d.Parts) * (BigInteger)p.Engagement.AmountCents!.Value));

        // Allocated money has ten decimals, also in what is made of it.
        return decimal.Round(((decimal)sum + rests) / (TestData.WholeParts * 100), 10);
    }
}
