namespace Reporting.Api.Pages.Languages;

public sealed partial record EngagementCaptions
{
    public static readonly EngagementCaptions English = new()
    {
        Engagements = "Engagements",
        SearchFor = "Search: words of a title, summary, person, organisation, country, domain, place or code",
        Search = "Search",
        SortBy = "Sort by",
        Newest = "Newest first",
        Oldest = "Oldest first",
        ByTitle = "Title",
        ByCode = "Code",
        Filters = "Filters",
        ToFilters = "Go to the filters",
        Chosen = "Chosen filters",
        Remove = "Remove {0}",
        ClearAll = "Remove all filters",
        Words = "Words: {0}",
        TitleHas = "Title: {0}",
        Period = "Period",
        From = "From",
        To = "To",
        Apply = "Apply",
        AllOf = "All: {0}",
        FilterBy = "More filters",
        Download = "Download",
        FirstPage = "First page",
        Domains = "Domains and their shares",
        Timeline = "Timeline",
        This = "This engagement",
        SameParticipants = "With the same participants",
        SameDomain = "In the same domain",
        All = "All {0}",
        NoOthers = "There are no others.",
    };
}
