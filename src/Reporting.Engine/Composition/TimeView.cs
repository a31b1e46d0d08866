using Reporting.Engine.Model;

namespace Reporting.Engine.Composition;

/// <summary>Which periods stand for a period: another one, or several together.</summary>
/// <param name="Shift">By so many periods.</param>
/// <param name="Years">By so many years, to the same period.</param>
internal sealed record TimeView(int Shift, int Years, MeasureDefinition.Period? Accumulates)
{
    /// <summary>The period that is looked at for one that is shown; null where there is none.</summary>
    public int? Shifted(TimeLevel level, int key)
    {
        if (!level.IsStated(key))
        {
            return Shift == 0 && Years == 0 ? key : null;
        }

        return level.ShiftedYears(key, Years) is { } year ? level.Shifted(year, Shift) : null;
    }

    /// <summary>The stated periods that are counted together for one that is shown; none where it is not stated itself.</summary>
    /// <param name="keys">The keys that there are, in order: a running total takes those up to the period, also the ones not stated.</param>
    public IEnumerable<int> Together(TimeLevel level, int key, IReadOnlyList<int> keys)
    {
        if (Shifted(level, key) is not { } last)
        {
            return [];
        }

        return Accumulates switch
        {
            null => [last],
            // A period before all others is counted too, and counts nothing.
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
