namespace Reporting.Api.Pages.Languages;

public sealed partial record MemberCaptions
{
    public static readonly MemberCaptions English = new()
    {
        FirstContact = "First contact",
        LastContact = "Latest contact",
        Names = "Names",
        PartOf = "Part of",
        ByYear = "Engagements by period",
        Latest = "Latest engagements",
        AllEngagements = "All engagements",
        NameOrCode = "Part of a name or code",
        MostEngagements = "Most engagements",
        ShowMore = "Show more",
        FirstOf = "The first {0} of {1}. Search for others.",
        NoneMatches = "No member matches.",
        DidYouMean = "Did you mean",
        ChooseOne = "Choose a member to filter the list by it.",
        OtherMembers = "All members: {0}",
        OnDay = "on {0}",
        Directory = "Names",
    };
}
