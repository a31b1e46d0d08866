using Reporting.Engine.Model;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Composition;

/// <summary>Arithmetic of measured values. Null is unknown; whole numbers stay whole, and money stays exact.</summary>
internal static class ValueMath
{
    /// <summary>The value of a cell without engagements: 0 for counts, null for sums, dates and gaps.</summary>
    public static object? Nothing(MeasureKind kind) => kind switch
    {
        MeasureKind.AllocatedEngagements => 0d,
        MeasureKind.Headcount or MeasureKind.AmountUsd or MeasureKind.AllocatedAmountUsd => null,
        MeasureKind.FirstDate or MeasureKind.LastDate or MeasureKind.DaysSinceLast or MeasureKind.LongestGapDays or MeasureKind.DaysToFollowUp => null,
        _ => 0L,
    };

    /// <summary>Null if the divisor is 0, or either value is unknown.</summary>
    public static object? Divide(object? part, object? whole, int times = 1) => (part, whole) switch
    {
        (null, _) or (_, null) => null,
        (decimal a, decimal b) => b == 0 ? null : (double)(a / b) * times,
        _ => Real(whole) is var divisor && divisor == 0 ? null : Real(part) / divisor * times,
    };

    /// <summary>An unknown value counts as 0 beside a known one.</summary>
    public static object? Add(object? first, object? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        (long a, long b) => a + b,
        (decimal a, decimal b) => a + b,
        (double a, double b) => a + b,
        _ => throw new NotSupportedException($"Nothing adds {first.GetType()} and {second.GetType()}."),
    };

    public static object? Negate(object? value) => value switch
    {
        null => null,
        long a => -a,
        decimal a => -a,
        double a => -a,
        _ => throw new NotSupportedException($"Nothing negates {value.GetType()}."),
    };

    /// <summary>Null if either value is unknown.</summary>
    public static object? Change(object? now, object? before) => now is null || before is null ? null : Add(now, Negate(before));

    /// <summary>The value of several periods together, if their single values determine it.</summary>
    public static object? Together(MeasureKind kind, IEnumerable<object?> values) => kind switch
    {
        MeasureKind.FirstDate => values.OfType<PartialDate>().Select(d => (PartialDate?)d).MinBy(d => d!.Value.Key),
        MeasureKind.LastDate => values.OfType<PartialDate>().Select(d => (PartialDate?)d).MaxBy(d => d!.Value.Key),
        MeasureKind.DaysSinceLast => values.OfType<long>().Select(d => (long?)d).Min(),
        _ => values.Aggregate(Nothing(kind), Add),
    };

    /// <summary>True if the values of single periods determine the value of several. Distinct counts, gaps and rounded amounts do not.</summary>
    public static bool FollowsFromPeriods(MeasureKind kind) => kind is MeasureKind.Engagements or MeasureKind.Agreements or MeasureKind.AllocatedEngagements
        or MeasureKind.Headcount or MeasureKind.FirstDate or MeasureKind.LastDate or MeasureKind.DaysSinceLast
        or MeasureKind.Commitments or MeasureKind.AgreementsWithoutFollowUp;

    public static int Compare(object? x, object? y) => (x, y) switch
    {
        (PartialDate a, PartialDate b) => a.Key.CompareTo(b.Key),
        _ => ((IComparable)x!).CompareTo(y),
    };

    private static double Real(object value) => value switch
    {
        long count => count,
        decimal money => (double)money,
        double fraction => fraction,
        _ => throw new NotSupportedException($"A ratio has no {value.GetType()}."),
    };
}
