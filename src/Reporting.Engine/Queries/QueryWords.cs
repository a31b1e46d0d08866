using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Queries;

/// <summary>Says a question and its counting rules in words, for readers of the answer.</summary>
internal static class QueryWords
{
    public static string Filters(ReportQuery query, SemanticModel model)
    {
        var words = query.Filters.Select(f => Filter(f, model, query.Language)).ToList();
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            words.Add($"Title contains \"{query.Search.Trim()}\"");
        }

        return words.Count == 0 ? "Everything" : string.Join("; ", words);
    }

    public static string Counting(QueryPlan plan)
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

        return string.Join(" ", rules);
    }

    private static string Filter(QueryFilter filter, SemanticModel model, string language)
    {
        var dimension = model.Dimension(filter.Dimension).Value;
        var caption = dimension?.Caption.In(language) ?? filter.Dimension;
        var values = filter.Values.Select(v => dimension?.Time is null ? v : Range(v));
        return filter.Mode switch
        {
            FilterMode.All => $"{caption}: all of {string.Join(" and ", values)}",
            FilterMode.Any => $"{caption}: with any of {string.Join(" or ", values)}",
            _ => $"{caption}: {string.Join(" or ", values)}",
        };
    }

    private static string Range(string value) => value.Split("..") switch
    {
        [var single] => single,
        ["", var to] => $"up to {to}",
        [var from, ""] => $"from {from}",
        [var from, var to] => $"{from} to {to}",
        _ => value,
    };
}
