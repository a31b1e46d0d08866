using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>Writes the filters and the counting rules of a query in words.</summary>
internal static class QueryFormatter
{
    public static string Filters(QueryPlan plan, ReportQuery query)
    {
        var phrases = Language.Of(plan.Language).Phrases;
        var words = plan.Filters.Where(f => f.Words.Count > 0).Select(f => Filter(f, plan.Language)).ToList();
        if (plan.Search is not null)
        {
            words.Add(Format(phrases.TitleContains, query.Search!.Trim()));
        }

        if (plan.Find.Count > 0)
        {
            words.Add(Format(phrases.TextContains, query.Find!.Trim()));
        }

        if (plan.Since is { } version)
        {
            words.Add(Format(phrases.ImportedAfter, version));
        }

        return words.Count == 0 ? phrases.Everything : string.Join("; ", words);
    }

    public static IReadOnlyList<string> Counting(QueryPlan plan)
    {
        var phrases = Language.Of(plan.Language).Phrases;
        var rules = new List<string> { phrases.TotalsCountOnce };
        if (plan.By.Any(d => d.IsMany))
        {
            rules.Add(phrases.PartsOverlap);
        }

        if (plan.Measures.SelectMany(m => m.Tree()).Any(m => m.Kind is MeasureKind.AllocatedEngagements or MeasureKind.AllocatedAmountUsd))
        {
            rules.Add(phrases.AllocatedShares);
        }

        if (plan.Filters.Any(f => f is { Mode: FilterMode.Links, Dimension.IsMany: true }))
        {
            rules.Add(phrases.LinksKept);
        }

        if (plan.By.Any(d => d.Attribute.IsOfPartner))
        {
            rules.Add(phrases.PairsNeedTwo);
        }

        if (plan.Fill is not null && plan.By.Any(d => d.Attribute.IsOfPartner || d.Attribute.Fixed is not null))
        {
            rules.Add(phrases.ZeroMeansNoneRecorded);
        }

        if (plan.Measures.SelectMany(m => m.Tree()).Any(m => m.IsGap))
        {
            rules.Add(phrases.GapsInDays);
        }

        if (plan.Measures.Any(m => m.IsOverTime))
        {
            rules.Add(phrases.ChangesAgainst);
        }

        // The caption of a composed measure does not explain it.
        rules.AddRange(plan.Measures.Where(m => m.Kind is null).Select(m => $"{m.Caption.In(plan.Language)}: {m.Description.In(plan.Language)}"));
        return rules;
    }

    private static string Filter(PlannedFilter filter, string language)
    {
        var phrases = Language.Of(language).Phrases;
        var caption = filter.Dimension.Caption.In(language);
        return filter.Mode switch
        {
            FilterMode.All => Format(phrases.AllOf, caption, string.Join($" {phrases.And} ", filter.Words)),
            FilterMode.Any => Format(phrases.AnyOf, caption, string.Join($" {phrases.Or} ", filter.Words)),
            _ => $"{caption}: {string.Join($" {phrases.Or} ", filter.Words)}",
        };
    }

    private static string Format(string phrase, params object[] words) => string.Format(CultureInfo.InvariantCulture, phrase, words);
}
