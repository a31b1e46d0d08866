using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Model;

/// <summary>Explains declared dimensions in every language: the members of groups, the ranges of bands, the beginning of a calendar.</summary>
internal static class DimensionTexts
{
    // A sentence names at most this many members of a group; the definition has all.
    private const int MaxNamed = 12;

    // The year 2025-26 as an example.
    private const int ExampleYear = 20251;

    /// <param name="dimensions">The dimensions before it in the file, which it may group.</param>
    public static LocalizedText Explanation(ModelDimension dimension, IReadOnlyList<ModelDimension> dimensions) => dimension.Attribute switch
    {
        { Fixed: FixedMembers.Groups groups } => InEachLanguage(language => Groups(dimension, groups, dimensions.First(d => d.Attribute.Id == groups.Of.Id), language)),
        { Fixed: FixedMembers.Bands bands } => InEachLanguage(language => Format(
            language.Phrases.IsBands, bands.Measure == MeasureKind.Headcount ? language.Phrases.HeadcountOfBands : language.Phrases.AmountOfBands,
            string.Join("; ", bands.Ranges.Select(r => dimension.NameOf(r.Code, language.Code))), dimension.NameOf(bands.Codes[^2], language.Code))),
        { Time: { } level } when level.IsFiscalYear() => InEachLanguage(language => Format(
            language.Phrases.IsCalendar, level.Code(ExampleYear)!, language.Date(PartialDate.On(level.FirstDay(ExampleYear))), language.Date(PartialDate.On(level.LastDay(ExampleYear))))),
        _ => LocalizedText.None,
    };

    private static string Groups(ModelDimension dimension, FixedMembers.Groups groups, ModelDimension of, Language language)
    {
        var named = groups.Pairs.GroupBy(p => p.Group).Select(group =>
        {
            var members = group.Take(MaxNamed).Select(p => of.NameOf(p.Code, language.Code)).Concat(group.Count() > MaxNamed ? ["…"] : []);
            return $"{dimension.NameOf(groups.Codes[group.Key], language.Code)} ({string.Join(", ", members)})";
        });
        var sentence = Format(language.Phrases.IsGroups, of.Caption.In(language.Code), string.Join("; ", named), dimension.NameOf(groups.Codes[groups.OthersKey], language.Code));
        return groups.Overlaps ? $"{sentence} {language.Phrases.GroupsOverlap}" : sentence;
    }

    private static LocalizedText InEachLanguage(Func<Language, string> text) => new(Language.All.ToDictionary(l => l.Code, text));

    private static string Format(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
