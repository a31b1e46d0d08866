using Reporting.Engine.Model;

namespace Reporting.Engine.Composition;

/// <summary>The periods that are counted for a shown period: an earlier one, or several together.</summary>
/// <param name="Shift">Number of periods to move.</param>
/// <param name="Years">Number of years to move, to the same period of the year.</param>
internal sealed record PeriodWindow(int Shift, int Years, MeasureDefinition.Period? Accumulates)
{
    /// <summary>The moved period; null if the calendar has none.</summary>
    public int? Shifted(TimeLevel level, int key)
    {
        if (!level.IsStated(key))
        {
            return Shift == 0 && Years == 0 ? key : null;
        }

        return level.ShiftedYears(key, Years) is { } year ? level.Shifted(year, Shift) : null;
    }

    /// <summary>The stated periods that are counted together for a shown period. None if that period is not stated.</summary>
    /// <param name="keys">The existing keys in order. A running total takes all up to the period, including unknown periods.</param>
    public IEnumerable<int> Together(TimeLevel level, int key, IReadOnlyList<int> keys)
    {
        if (Shifted(level, key) is not { } last)
        {
            return [];
        }

        return Accumulates switch
        {
            null => [last],
            // A period before the first existing one is counted too; it has no engagements.
            { Form: PeriodForm.Running } => keys.Where(k => k < last).Append(last),
            _ when !level.IsStated(last) => [],
            { Form: PeriodForm.Rolling } rolling => Periods(level, last, level.Shifted(last, 1 - rolling.Count)),
            { } toDate => Periods(level, last, level.FirstWithin(toDate.Within ?? level.Year(), last)),
        };
    }

    private static IEnumerable<int> Periods(TimeLevel level, int last, int? first)
    {
        for (int? period = last; period is { } key; period = key == first ? null : level.Shifted(key, -1))
        {
            yield return key;
        }
    }
}
