using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Where a measure is said to add up, the oracle's cells add up to the oracle's total; a wrong additivity is found out.</summary>
public sealed class AdditivityTests
{
    [Fact]
    public void Cells_add_up_to_the_total_where_the_derived_additivity_says_so() =>
        Assert.Empty(Wrong((measure, dimension) => measure.AddsUpOver(dimension), TestRun.IsDeep ? 3 : 1).Take(5));

    [Fact]
    public void An_additivity_that_says_more_than_is_derived_is_found_wrong()
    {
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Id == "engagements" && dimension.Id == "domain"));
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Id == "people" && dimension.Id == "year"));
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Id == "longest_gap_days" && dimension.Id == "year"));
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Id == "days_since_last" && dimension.Id == "engagement_category"));
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Definition is MeasureDefinition.Ratio && !dimension.IsMany));
        Assert.NotEmpty(Wrong((measure, dimension) => measure.Id == "headcount.rolling(2)" && dimension.Id == "year"));
    }

    private static IEnumerable<string> Wrong(Func<ModelMeasure, ModelDimension, bool> addsUp, int seeds = 3)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var random = new Random(seed);
            var declared = new RandomModel(random, $"a{seed}");
            var model = declared.Model();
            var oracle = new Oracle(new RandomData(random).Rich(), declared.Declared);
            foreach (var measure in model.Measures.Append(model.Measure("headcount.rolling(2)").Value!).Where(m => !m.IsShare))
            {
                foreach (var dimension in model.Dimensions.Where(d => addsUp(measure, d)))
                {
                    var query = new ReportQuery { Measures = [measure.Id], By = [dimension.Id], Totals = TotalsKind.Grand };
                    var answer = oracle.Ask(query);
                    var (sum, total) = (answer.Rows.Sum(r => Number(r.Values[0])), measure.IsOverTime ? double.NaN : Number(answer.Grand!.Values[0]));
                    if (measure.IsOverTime)
                    {
                        total = Number(oracle.Ask(query with { Measures = [((MeasureDefinition.Period)measure.Definition).Of.Id] }).Grand!.Values[0]);
                    }

                    // Each row of money is rounded to cents once.
                    var rounding = measure.Format == ValueFormat.Money ? 0.01 * answer.Rows.Count : 0;
                    if (Math.Abs(sum - total) > rounding + (1e-6 * Math.Max(1, Math.Abs(total))))
                    {
                        yield return $"seed {seed}: {measure.Id} ({DefinitionFormatter.Of(measure)}) over {dimension.Id}: {sum} and not {total}";
                    }
                }
            }
        }
    }

    // Not known is nothing.
    private static double Number(object? value) => Convert.ToDouble(value ?? 0, System.Globalization.CultureInfo.InvariantCulture);
}
