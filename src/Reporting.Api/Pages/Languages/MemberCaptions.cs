namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages of members: participants, countries, domains and all others.</summary>
public sealed partial record MemberCaptions
{
    public required string FirstContact { get; init; }

    public required string LastContact { get; init; }

    public required string Names { get; init; }

    public required string PartOf { get; init; }

    public required string ByYear { get; init; }

    public required string Latest { get; init; }

    public required string AllEngagements { get; init; }

    public required string NameOrCode { get; init; }

    public required string MostEngagements { get; init; }

    public required string ShowMore { get; init; }

    public required string FirstOf { get; init; }

    public required string NoneMatches { get; init; }

    /// <summary>Before a name like the one that was searched.</summary>
    public required string DidYouMean { get; init; }

    public required string ChooseOne { get; init; }

    public required string OtherMembers { get; init; }

    /// <summary>{0}: the day of the data.</summary>
    public required string OnDay { get; init; }

    public required string Directory { get; init; }
}
