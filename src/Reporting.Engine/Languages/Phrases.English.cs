namespace Reporting.Engine.Languages;

public sealed partial record Phrases
{
    public static readonly Phrases English = new()
    {
        DateNotStated = "Date not stated",
        QuarterNotStated = "{0}, quarter not stated",
        MonthNotStated = "{0}, month not stated",
        FiscalYearNotStated = "{0}, fiscal year not stated",
        DayNotStated = "{0}, day not stated",
        PlaceNotStated = "Place not stated",
        PublisherNotStated = "Publisher not stated",
        CityNotStated = "City not stated ({0})",
        NotStated = "not stated",
        Everything = "No filters",
        TitleContains = "Title contains \"{0}\"",
        AllOf = "{0}: all of {1}",
        AnyOf = "{0}: with any of {1}",
        And = "and",
        Or = "or",
        From = "from {0}",
        UpTo = "up to {0}",
        FromTo = "{0} to {1}",
        AllYears = "all years",
        Earliest = "earliest",
        Latest = "latest",
        All = "all",
        TotalsCountOnce = "Totals count each engagement once.",
        PartsOverlap = "An engagement counts under each of its domains, participants and sources. The rows overlap and do not add up to the total.",
        AllocatedShares = "Allocated figures divide each engagement among its domains by weight. They add up over domains.",
        LinksKept = "A filter on domains, participants or sources counts only the matching ones.",
        ChangesAgainst = "Changes compare with the previous calendar period. A period without engagements counts as 0.",
        Others = "Others",
        OthersOverlapping = "Others (overlapping)",
        FirstMembers = "Showing the first {0} of {1} members.",
        PartlyWithheld = "Some figures are hidden because your roles do not include them.",
        Withheld = "This section is hidden because your roles do not include its figures or members.",
        NotShown = "not shown",
        InShort = "Key figures",
        ByYear = "By year",
        Measures = MeasurePhrases.English,
    };
}
