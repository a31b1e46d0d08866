using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;

namespace Reporting.Engine.Reports;

/// <summary>"Of 63 engagements, 4 have no exact date, 12 no place. Days from the engagement to its record (median): 12."</summary>
internal static class CompletenessSentence
{
    public static string Of(Completeness found, Language language)
    {
        var words = language.Phrases.Completeness;
        var gaps = new (string Pattern, long? Count)[]
        {
            (words.WithoutDay, found.WithoutDay), (words.WithoutPlace, found.WithoutPlace), (words.WithoutDomain, found.WithoutDomain), (words.WithoutSecondSource, found.WithoutSecondSource),
        }.Where(gap => gap.Count is not null).Select(gap => Filled(gap.Pattern, gap.Count!.Value));
        var text = $"{string.Join(", ", gaps.Prepend(Filled(words.Of, found.Engagements)))}{(language == Language.Hindi ? "।" : ".")}";
        return found.MedianDaysToRecord is { } days ? $"{text} {Filled(words.Median, days)}" : text;

        string Filled(string pattern, long count) => string.Format(CultureInfo.InvariantCulture, pattern, language.Count(count));
    }
}
