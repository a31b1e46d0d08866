using Reporting.Engine.Model;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Planning;

/// <summary>Finds the stretch whose empty periods are kept: what the date filters leave, where they have ends. Row rules end nothing: what they hide is as if it were not there.</summary>
internal static class FillPlan
{
    public static PlannedFill Of(ModelDimension dimension, IReadOnlyList<PlannedFilter> filters)
    {
        var dated = filters.Where(f => f.Ranges.Count > 0).ToList();
        var first = dated.Select(f => f.Ranges.Min(r => r.First)).Append(DayRange.Earliest).Max();
        var last = dated.Select(f => f.Ranges.Max(r => r.Last)).Append(DayRange.Latest).Min();
        return new PlannedFill(
            dimension,
            first == DayRange.Earliest ? null : new PartialDate(first).Exact,
            last == DayRange.Latest ? null : new PartialDate(last).Exact);
    }
}
