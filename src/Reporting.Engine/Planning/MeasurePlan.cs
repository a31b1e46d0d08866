using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Planning;

/// <summary>Plans composed measures: their filters, the level that they need, and the divisors of their shares.</summary>
internal static class MeasurePlan
{
    /// <summary>The filters of a measure and of those it is composed of.</summary>
    public static IEnumerable<MeasureFilter> Filters(ModelMeasure measure) => Composed([measure]).SelectMany(m => m.Definition is MeasureDefinition.Filtered filtered ? filtered.Where : []);

    public static Outcome<IReadOnlyDictionary<MeasureDefinition.Filtered, IReadOnlyList<PlannedFilter>>> Filters(
        IReadOnlyList<ModelMeasure> measures, SemanticModel seen, MemberKeys members, string language)
    {
        var planned = new Dictionary<MeasureDefinition.Filtered, IReadOnlyList<PlannedFilter>>(ReferenceEqualityComparer.Instance);
        foreach (var filtered in Composed(measures).Select(m => m.Definition).OfType<MeasureDefinition.Filtered>())
        {
            var filters = new List<PlannedFilter>();
            foreach (var filter in filtered.Where)
            {
                if (!seen.Dimension(filter.Dimension).Then(d => FilterPlan.OfMeasure(d, filter, members, language)).IsValue(out var plan, out var problem))
                {
                    return problem;
                }

                filters.Add(plan);
            }

            planned[filtered] = filters;
        }

        return planned;
    }

    /// <summary>Why the measures cannot be asked by these dimensions. The query is known to have one time level where one is needed.</summary>
    public static Problem? Refusal(IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by, SemanticModel seen)
    {
        var level = by.FirstOrDefault(d => d.Time is not null)?.Time;
        foreach (var measure in measures.Where(m => m.Kind is null))
        {
            var parts = measure.Tree().Select(m => m.Definition).ToList();
            var periods = parts.OfType<MeasureDefinition.Period>().ToList();
            if (periods.FirstOrDefault(p => p.Level is { } only && only != level)?.Level is { } needed)
            {
                return new Problem(ErrorCodes.NeedsLevel, $"'{measure.Id}' is counted by {Name(needed, seen)} only.", $"Group by {Name(needed, seen)}.");
            }

            if (periods.FirstOrDefault(p => p.Form == PeriodForm.ToDate && !level!.Value.LiesIn(p.Within ?? level.Value.Year())) is { } toDate)
            {
                return new Problem(ErrorCodes.NeedsLevel, $"'{measure.Id}' restarts with each {Name(toDate.Within!.Value, seen)}, but 'by' has a longer period.", "Group by a shorter period, such as month.");
            }

            var shares = parts.OfType<MeasureDefinition.Share>().Select(s => s.Within).ToList();
            if (by.Count == 0 && shares.Exists(s => s is ShareWithin.Row or ShareWithin.Column))
            {
                return new Problem(ErrorCodes.NeedsDimension, $"'{measure.Id}' needs rows and columns, but 'by' has no dimension.", "Group by two dimensions, such as by=year,domain: the last one makes the columns.");
            }

            if (shares.Contains(ShareWithin.Parent) && PlannedParent.Of(by, id => seen.Dimension(id).Value) is null)
            {
                return new Problem(ErrorCodes.NeedsParentLevel, $"'{measure.Id}' needs a level above, but no dimension in 'by' has one.", "Group by domain, engagement_type, city, quarter or month, or add the level above to 'by'.");
            }
        }

        return null;
    }

    public static PlannedParent? Parent(IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by, SemanticModel seen) =>
        Composed(measures).Any(m => m.Definition is MeasureDefinition.Share { Within: ShareWithin.Parent }) ? PlannedParent.Of(by, id => seen.Dimension(id).Value) : null;

    // Measures that one statement counts have their filters in that statement.
    private static IEnumerable<ModelMeasure> Composed(IEnumerable<ModelMeasure> measures) =>
        measures.Where(m => m.Kind is null).SelectMany(m => Composed(m.Definition.Operands).Prepend(m));

    private static string Name(TimeLevel level, SemanticModel seen) => seen.Dimensions.FirstOrDefault(d => d.Time == level)?.Id ?? level.ToString().ToLowerInvariant();
}
