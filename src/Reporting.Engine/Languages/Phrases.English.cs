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
        Everything = "Everything",
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
        PartsOverlap = "An engagement counts in every domain, participant or source that it has, so the rows overlap and do not add up to the total.",
        AllocatedShares = "Allocated figures share each engagement out over its domains by weight, so over domains they do add up.",
        LinksKept = "A filter on domains, participants or sources keeps the matching links only.",
        ChangesAgainst = "Changes are against the preceding calendar period; a period without engagements is 0.",
        Others = "Others",
        OthersOverlapping = "Others (overlapping)",
        FirstMembers = "Shows the first {0} of {1} members.",
        PartlyWithheld = "Some figures are not shown: your roles do not include them.",
        Withheld = "This section is not shown: it is made of figures or members that your roles do not include.",
        NotShown = "not shown",
        InShort = "In short",
        ByYear = "By year",
    };
}
