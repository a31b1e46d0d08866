using Reporting.Api.Pages;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Languages;
using Reporting.Engine.Queries;

namespace Reporting.Api.Engagements;

/// <summary>The chosen filters in words, each with the address of the list without it.</summary>
internal static class EngagementChips
{
    /// <param name="texts">The names of the values, in the order of the filters and their values.</param>
    public static IReadOnlyList<(string Text, string Address)> Of(QueryAddress address, IReadOnlyList<FilterText> texts, Language language)
    {
        var words = PageCaptions.In(language).Engagement;
        var chips = new List<(string, string)>();
        if (address.Find is { } find)
        {
            chips.Add((PageCaptions.Format(words.Words, find), (address with { Find = null }).ToString()));
        }

        if (address.Search is { } search)
        {
            chips.Add((PageCaptions.Format(words.TitleHas, search), (address with { Search = null }).ToString()));
        }

        if (address.Since is { } since)
        {
            chips.Add((PageCaptions.Format(language.Phrases.ImportedAfter, since), (address with { Since = null }).ToString()));
        }

        foreach (var (filter, text) in address.Filters.Zip(texts))
        {
            chips.AddRange(filter.Values.Zip(text.Values, (value, name) => ($"{text.Caption}: {name}", address.Without(filter, value).ToString())));
        }

        return chips;
    }
}
