using System.Globalization;
using Reporting.Engine.Languages;

namespace Reporting.Engine.Model;

/// <summary>Makes captions of variants and explanations of definitions, in every language.</summary>
internal static class MeasureTexts
{
    public static LocalizedText VariantCaption(MeasureDefinition definition) => InEachLanguage(language =>
        Format(Caption(language.Phrases.Measures, definition), definition.Operands[0].Caption.In(language.Code), definition is MeasureDefinition.Period period ? period.Count : 0));

    /// <param name="dimensions">Dimensions from which filters take the names of their members.</param>
    public static LocalizedText Explanation(MeasureDefinition definition, IReadOnlyList<ModelDimension> dimensions) => InEachLanguage(language =>
    {
        var phrases = language.Phrases.Measures;
        var captions = definition.Operands.Select(o => o.Caption.In(language.Code)).ToList();
        var sentence = definition switch
        {
            MeasureDefinition.Filtered filtered => Format(phrases.IsFiltered, captions[0], string.Join("; ", filtered.Where.Select(f => Filter(f, dimensions, language)))),
            MeasureDefinition.Ratio { Per: 1 } => Format(phrases.IsRatio, captions[0], captions[1]),
            MeasureDefinition.Ratio ratio => Format(phrases.IsRatioPer, captions[0], captions[1], ratio.Per),
            MeasureDefinition.Combination { IsDifference: true } => Format(phrases.IsDifference, captions[0], captions[1]),
            MeasureDefinition.Combination => Format(phrases.IsSum, captions[0], captions[1]),
            MeasureDefinition.Share share => Format(Sentence(phrases, share.Within), captions[0]),
            MeasureDefinition.Period period => Format(Sentence(phrases, period.Form), captions[0], period.Count, Level(period.Within ?? TimeLevel.Year, dimensions, language)),
            _ => string.Empty,
        };
        return AdditivityRules.Of(definition) == Additivity.None ? $"{sentence} {phrases.AddsUpNowhere}" : sentence;
    });

    private static string Caption(MeasurePhrases phrases, MeasureDefinition definition) => definition switch
    {
        MeasureDefinition.Share share => share.Within switch
        {
            ShareWithin.Total => phrases.Share,
            ShareWithin.Row => phrases.ShareOfRow,
            ShareWithin.Column => phrases.ShareOfColumn,
            _ => phrases.ShareOfParent,
        },
        MeasureDefinition.Period period => period.Form switch
        {
            PeriodForm.Previous => phrases.Previous,
            PeriodForm.PreviousYear => phrases.PreviousYear,
            PeriodForm.Change => phrases.Change,
            PeriodForm.ChangePct => phrases.ChangePct,
            PeriodForm.ToDate => phrases.ToDate,
            PeriodForm.Rolling => phrases.Rolling,
            _ => phrases.Running,
        },
        _ => "{0}",
    };

    private static string Sentence(MeasurePhrases phrases, ShareWithin within) => within switch
    {
        ShareWithin.Total => phrases.IsShare,
        ShareWithin.Row => phrases.IsShareOfRow,
        ShareWithin.Column => phrases.IsShareOfColumn,
        _ => phrases.IsShareOfParent,
    };

    private static string Sentence(MeasurePhrases phrases, PeriodForm form) => form switch
    {
        PeriodForm.Previous => phrases.IsPrevious,
        PeriodForm.PreviousYear => phrases.IsPreviousYear,
        PeriodForm.Change => phrases.IsChange,
        PeriodForm.ChangePct => phrases.IsChangePct,
        PeriodForm.ToDate => phrases.IsToDate,
        PeriodForm.Rolling => phrases.IsRolling,
        _ => phrases.IsRunning,
    };

    private static string Filter(MeasureFilter filter, IReadOnlyList<ModelDimension> dimensions, Language language)
    {
        var dimension = dimensions.First(d => d.Id == filter.Dimension);
        var names = filter.Values.Select(v => dimension.Time is null ? dimension.NameOf(v, language.Code) : v);
        var (phrases, caption) = (language.Phrases, dimension.Caption.In(language.Code));
        return filter.Match switch
        {
            FilterMatch.All => Format(phrases.AllOf, caption, string.Join($" {phrases.And} ", names)),
            FilterMatch.Any => Format(phrases.AnyOf, caption, string.Join($" {phrases.Or} ", names)),
            _ => $"{caption}: {string.Join($" {phrases.Or} ", names)}",
        };
    }

    private static string Level(TimeLevel level, IReadOnlyList<ModelDimension> dimensions, Language language) =>
        dimensions.FirstOrDefault(d => d.Time == level)?.Caption.In(language.Code) is { Length: > 0 } caption ? char.ToLowerInvariant(caption[0]) + caption[1..] : string.Empty;

    private static LocalizedText InEachLanguage(Func<Language, string> text) => new(Language.All.ToDictionary(l => l.Code, text));

    private static string Format(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
