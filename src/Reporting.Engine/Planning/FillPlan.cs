using Reporting.Engine.Model;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Planning;

/// <summary>Finds the range whose empty periods are kept: the range of the date filters. Row rules do not limit it, since hidden engagements count as absent.</summary>
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
