using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The queries that the rules refuse, and the reasons. Row rules are never refused: one with an unknown member matches nothing.</summary>
public static class ExpectedRefusals
{
    /// <summary>The reason for refusing a query; null for a valid one.</summary>
    /// <param name="declared">Measures that the model declares beside those of counting.md.</param>
    public static string? Reason(ReportQuery query, TestData data, SemanticModel model, IReadOnlyDictionary<string, CountedMeasure>? declared = null)
    {
        declared ??= new Dictionary<string, CountedMeasure>();
        var (measures, by) = (query.Measures, query.By);
        if (measures.Count == 0 || measures.Any(m => model.Measures.All(known => known.Id != m.Split('.')[0]) || CountedMeasure.Named(m, declared) is null))
        {
            return "no measure, or one that there is not";
        }

        if (by.Concat(query.Filters.Select(f => f.Dimension)).Any(d => !Attributes.IsOneValued(d) && !Attributes.IsMany(d)))
        {
            return "a dimension that there is not";
        }

        if (HasDuplicates(measures) || HasDuplicates(by))
        {
            return "the same twice";
        }

        if (query.Limit is < 1 or > ReportQuery.LargestLimit)
        {
            return "a bad limit";
        }

        if ((query.Fill || measures.Any(m => TimeMeasures.Measures.Contains(m) || CountedMeasure.Named(m, declared)!.Tree().Any(t => t is CountedMeasure.Period))) && by.Count(Attributes.IsTime) != 1)
        {
            return "over time without exactly one time level";
        }

        var named = measures.Select(m => CountedMeasure.Named(m, declared)!).ToList();
        if (named.Select(m => m.Refused() ?? WhyGrain(m, by)).FirstOrDefault(why => why is not null) is { } refused)
        {
            return refused;
        }

        if (query.Order.Any(o => !measures.Contains(o.Name) && !by.Contains(o.Name)))
        {
            return "an order by what is not asked";
        }

        if (query.AsOfDay is { } day && (day > DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime) || !CountsCommitments(query, named)))
        {
            return "a day without commitments, or after the data";
        }

        return query.Filters.Select(f => Reason(f, data)).FirstOrDefault(why => why is not null);
    }

    private static bool CountsCommitments(ReportQuery query, IReadOnlyList<CountedMeasure> measures) =>
        query.By.Concat(query.Filters.Select(f => f.Dimension)).Any(Attributes.OfCommitment.Has)
        || measures.SelectMany(m => m.Tree()).Any(m => m is CountedMeasure.Base { Id: "commitments" or "agreements_without_follow_up" or "days_to_follow_up" }
            || (m is CountedMeasure.Filtered filtered && filtered.Where.Any(f => Attributes.OfCommitment.Has(f.Dimension))));

    private static string? WhyGrain(CountedMeasure measure, IReadOnlyList<string> by)
    {
        var level = by.FirstOrDefault(Attributes.IsTime) is { } time ? Years.Named(time) : null;
        var forms = measure.Tree().OfType<CountedMeasure.Share>().Select(s => s.Form).ToList();
        var periods = measure.Tree().OfType<CountedMeasure.Period>().ToList();
        return periods.Exists(p => p.Level is { } only && only != level) ? "a period of another level"
            : periods.Exists(p => p.Within is { } within && !LiesIn(level!, within)) ? "to date within a shorter period"
            : by.Count == 0 && forms.Exists(f => f is "share_of_row" or "share_of_column") ? "a share of a row without one"
            : forms.Contains("share_of_parent") && Parents.Of(by) is null ? "a share of a level above that there is not"
            : null;
    }

    private static bool LiesIn(string level, string within) => within == level || within switch
    {
        "year" => !Years.IsFiscal(level),
        "fiscal_year" => level is not "year" && !Years.IsFiscal(level),
        _ => level is "month" or "date",
    };

    private static string? Reason(QueryFilter filter, TestData data) => filter.Mode switch
    {
        FilterMode.None => "none is for row rules only",
        FilterMode.Any or FilterMode.All when Attributes.IsOneValued(filter.Dimension) => "any or all of a one-valued dimension",
        _ => MemberReason(filter, data),
    };

    private static string? MemberReason(QueryFilter filter, TestData data)
    {
        var known = Attributes.IsTime(filter.Dimension)
            ? filter.Values.All(v => v == TestData.Unknown || DayRange.Parse(filter.Dimension, v) is { IsBackwards: false })
            : filter.Values.All(Members.Of(filter.Dimension, data).Contains);
        return filter.Values.Count == 0 || !known ? $"no such member of {filter.Dimension}" : null;
    }

    private static bool HasDuplicates(IReadOnlyList<string> names) => names.Distinct(StringComparer.Ordinal).Count() != names.Count;
}
