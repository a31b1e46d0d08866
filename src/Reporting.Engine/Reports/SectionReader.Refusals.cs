using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Reports;

/// <summary>Refuses sections that could not be answered, or only with a wrong total.</summary>
internal sealed partial class SectionReader
{
    private void RefuseTop(int? top, ModelDimension dimension)
    {
        if (top is not null && dimension.Time is not null)
        {
            throw source.At("top:", $"Periods have no 'top': '{dimension.Id}' is a level of time.", "Leave 'top' out. Limit the years by a parameter.");
        }
    }

    // A share relates to the total of its query. The cells of a top N come from a query of their own, with a smaller total.
    private void RefusePartShare(int? top, ModelMeasure measure)
    {
        if (top is not null && measure.IsShare)
        {
            throw source.At("top:", $"A matrix with 'top' cannot show '{measure.Id}'.", "Leave 'top' out, or use a table.");
        }
    }

    // The totals of a matrix have no period to compare.
    private void RefuseComparison(ModelMeasure measure)
    {
        if (measure.IsOverTime)
        {
            RefuseOverTime([measure], []);
        }
    }

    // The categories have figures of their own, without a period.
    private void RefuseSeriesOverTime(ModelDimension? series, IEnumerable<ModelMeasure> measures)
    {
        if (series is { Time: not null } && measures.FirstOrDefault(m => m.IsOverTime) is { } measure)
        {
            throw source.At("series:", $"'{measure.Id}' compares periods, and the series of this chart are periods.", $"Write categories: {series.Id}, and the other dimension in 'series'.");
        }
    }

    private void RefuseOverTime(IEnumerable<ModelMeasure> measures, IReadOnlyList<ModelDimension> by)
    {
        if (by.Count(d => d.Time is not null) != 1 && measures.FirstOrDefault(m => m.IsOverTime) is { } measure)
        {
            throw source.At(measure.Id, $"'{measure.Id}' compares periods.", "It needs exactly one of year, quarter, month, date or fiscal_year in a table's rows or on a chart's axes.");
        }

        if (MeasurePlan.Refusal([.. measures], by, model) is { } refusal)
        {
            throw source.At(measures.First(m => m.Kind is null).Id, refusal.Message, refusal.Hint);
        }
    }
}
