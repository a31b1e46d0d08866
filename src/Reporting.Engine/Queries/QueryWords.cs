using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Queries;

/// <summary>Says a question and its counting rules in words, for readers of the answer.</summary>
internal static class QueryWords
{
    public static string Filters(QueryPlan plan, string? search)
    {
        var words = plan.Filters.Where(f => f.Words.Count > 0).Select(f => Filter(f, plan.Language)).ToList();
        if (plan.Search is not null)
        {
            words.Add($"Title contains \"{search!.Trim()}\"");
        }

        return words.Count == 0 ? "Everything" : string.Join("; ", words);
    }

    public static IReadOnlyList<string> Counting(QueryPlan plan)
    {
        var rules = new List<string> { "Totals count each engagement once." };
        if (plan.By.Any(d => d.IsMany))
        {
            rules.Add("An engagement counts in every domain, participant or source that it has, so the rows overlap and do not add up to the total.");
        }

        if (plan.Measures.Any(m => m.Kind is MeasureKind.AllocatedEngagements or MeasureKind.AllocatedAmountUsd))
        {
            rules.Add("Allocated figures share each engagement out over its domains by weight, so over domains they do add up.");
        }

        if (plan.Filters.Any(f => f is { Mode: FilterMode.Links, Dimension.IsMany: true }))
        {
            rules.Add("A filter on domains, participants or sources keeps the matching links only.");
        }

        if (plan.Measures.Any(m => m.IsOverTime))
        {
            rules.Add("Changes are against the preceding calendar period; a period without engagements is 0.");
        }

        return rules;
    }

    private static string Filter(PlannedFilter filter, string language)
    {
        var caption = filter.Dimension.Caption.In(language);
        return filter.Mode switch
        {
            FilterMode.All => $"{caption}: all of {string.Join(" and ", filter.Words)}",
            FilterMode.Any => $"{caption}: with any of {string.Join(" or ", filter.Words)}",
            _ => $"{caption}: {string.Join(" or ", filter.Words)}",
        };
    }
}
