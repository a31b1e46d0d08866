using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports;

/// <summary>The words that the program adds to those of a report's definition.</summary>
internal static class ReportFormatter
{
    /// <summary>The name of the others. Members of one engagement can be in and outside a top N, so the others may overlap with it.</summary>
    public static string Others(ModelDimension dimension, Language language) => dimension.IsMany ? language.Phrases.OthersOverlapping : language.Phrases.Others;

    public static string Years(int? from, int? to, Language language) => (from, to) switch
    {
        (null, null) => language.Phrases.AllYears,
        ({ } first, null) => Format(language.Phrases.From, $"{first:0000}"),
        (null, { } last) => Format(language.Phrases.UpTo, $"{last:0000}"),
        ({ } first, { } last) => first == last ? $"{first:0000}" : Format(language.Phrases.FromTo, $"{first:0000}", $"{last:0000}"),
    };

    public static string First(int shown, long all, Language language) => Format(language.Phrases.FirstMembers, language.Count(shown), language.Count(all));

    public static string FirstColumns(int shown, long all, Language language) => Format(language.Phrases.FirstColumns, language.Count(shown), language.Count(all));

    public static string LastPeriods(int shown, int all, Language language) => Format(language.Phrases.LastPeriods, language.Count(shown), language.Count(all));

    private static string Format(string phrase, params object[] words) => string.Format(CultureInfo.InvariantCulture, phrase, words);
}
