namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages of engagements.</summary>
public sealed partial record EngagementCaptions
{
    public required string Engagements { get; init; }

    public required string SearchFor { get; init; }

    public required string Search { get; init; }

    public required string SortBy { get; init; }

    public required string Newest { get; init; }

    public required string Oldest { get; init; }

    public required string ByTitle { get; init; }

    public required string ByCode { get; init; }

    public required string Filters { get; init; }

    public required string ToFilters { get; init; }

    public required string Chosen { get; init; }

    public required string Remove { get; init; }

    public required string ClearAll { get; init; }

    public required string Short { get; init; }

    public required string Full { get; init; }

    /// <summary>{0}: the words of a search that found nothing.</summary>
    public required string SearchNames { get; init; }

    public required string ViewAs { get; init; }

    /// <summary>{0}: how many participants are left out.</summary>
    public required string AndMore { get; init; }

    public required string Words { get; init; }

    public required string TitleHas { get; init; }

    public required string Period { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Apply { get; init; }

    public required string AllOf { get; init; }

    public required string FilterBy { get; init; }

    public required string Download { get; init; }

    public required string FirstPage { get; init; }

    public required string Domains { get; init; }

    public required string Timeline { get; init; }

    /// <summary>How many engagements the timeline has: those of the page's lists and this one.</summary>
    public required string TimelineShows { get; init; }

    public required string This { get; init; }

    public required string Place { get; init; }

    public required string Field { get; init; }

    public required string Value { get; init; }

    public required string AsJson { get; init; }

    public required string SameParticipants { get; init; }

    public required string SameDomain { get; init; }

    public required string All { get; init; }

    public required string NoOthers { get; init; }
}
