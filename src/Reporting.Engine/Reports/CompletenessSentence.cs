using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;

namespace Reporting.Engine.Reports;

/// <summary>"Of 63 engagements, 4 have no exact date, 1 has no place. Median days from an engagement to its record: 12."</summary>
internal static class CompletenessSentence
{
    public static string Of(Completeness found, Language language)
    {
        var words = language.Phrases.Completeness;
        var gaps = new (SentencePattern Pattern, long? Count)[]
        {
            (words.WithoutDay, found.WithoutDay), (words.WithoutPlace, found.WithoutPlace), (words.WithoutDomain, found.WithoutDomain), (words.WithoutSecondSource, found.WithoutSecondSource),
        }.Where(gap => gap.Count is not null).ToList();

        // Where nothing is missing, zeros say so.
        var named = (gaps.Exists(gap => gap.Count > 0) ? gaps.Where(gap => gap.Count > 0) : gaps).Select(gap => Filled(gap.Pattern, gap.Count!.Value));
        var text = $"{string.Join(", ", named.Prepend(Filled(words.Of, found.Engagements)))}{language.FullStop}";
        return found.MedianDaysToRecord is { } days ? $"{text} {Filled(words.Median, days)}" : text;

        string Filled(SentencePattern pattern, long count) => pattern.In(language, new Dictionary<string, object?> { ["count"] = count });
    }
}
