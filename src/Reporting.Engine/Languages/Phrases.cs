namespace Reporting.Engine.Languages;

/// <summary>The sentences and words that the program adds to those of the model and the reports. <c>{0}</c> and so on are placeholders.</summary>
public sealed partial record Phrases
{
    /// <summary>The detail that a date lacks of which the month is known.</summary>
    public required string Day { get; init; }

    public required string DateNotStated { get; init; }

    public required string QuarterNotStated { get; init; }

    public required string MonthNotStated { get; init; }

    public required string FiscalYearNotStated { get; init; }

    public required string DayNotStated { get; init; }

    public required string PlaceNotStated { get; init; }

    public required string PublisherNotStated { get; init; }

    public required string CityNotStated { get; init; }

    /// <summary>The row of engagements that are in no pair.</summary>
    public required string NoPartner { get; init; }

    public required string NotStated { get; init; }

    public required string Everything { get; init; }

    public required string TitleContains { get; init; }

    public required string TextContains { get; init; }

    public required string ImportedAfter { get; init; }

    public required string AllOf { get; init; }

    public required string AnyOf { get; init; }

    public required string And { get; init; }

    public required string Or { get; init; }

    public required string From { get; init; }

    public required string UpTo { get; init; }

    public required string FromTo { get; init; }

    public required string AllYears { get; init; }

    public required string Earliest { get; init; }

    public required string Latest { get; init; }

    public required string All { get; init; }

    public required string TotalsCountOnce { get; init; }

    public required string PartsOverlap { get; init; }

    public required string AllocatedShares { get; init; }

    public required string LinksKept { get; init; }

    public required string ChangesAgainst { get; init; }

    public required ChangePhrases Changes { get; init; }

    public required string GapsInDays { get; init; }

    /// <summary>The counting rule where the data have engagements that were not held.</summary>
    public required string HeldAreCounted { get; init; }

    /// <summary>The counting rule where the data have drafts.</summary>
    public required string ReviewedAreCounted { get; init; }

    public required string PairsNeedTwo { get; init; }

    public required string ZeroMeansNoneRecorded { get; init; }

    public required string IsGroups { get; init; }

    public required string GroupsOverlap { get; init; }

    public required string IsBands { get; init; }

    public required string HeadcountOfBands { get; init; }

    public required string AmountOfBands { get; init; }

    public required string IsCalendar { get; init; }

    public required string Others { get; init; }

    public required string OthersOverlapping { get; init; }

    public required string MedianOfOthers { get; init; }

    /// <summary>The note of a comparison with no other member.</summary>
    public required string NoOthers { get; init; }

    /// <summary>A quarter of a year that is named elsewhere.</summary>
    public required string ShortQuarter { get; init; }

    /// <summary>{0} is the number of the quarter, {1} the year.</summary>
    public required string QuarterOfYear { get; init; }

    public required string FirstMembers { get; init; }

    public required string FirstColumns { get; init; }

    public required string LastPeriods { get; init; }

    public required string PartlyWithheld { get; init; }

    /// <summary>The note of a section that shows all members of the dimensions in {0}.</summary>
    public required string NotFilteredBy { get; init; }

    public required string Withheld { get; init; }

    public required string NotShown { get; init; }

    public required string InShort { get; init; }

    public required string ByYear { get; init; }

    public required ComparisonPhrases Comparison { get; init; }

    public required HeadlinePatterns Headline { get; init; }

    public required MeasurePhrases Measures { get; init; }

    public required RelationPhrases Relations { get; init; }

    public required CommitmentPhrases Commitments { get; init; }

    public required CompletenessPhrases Completeness { get; init; }
}
