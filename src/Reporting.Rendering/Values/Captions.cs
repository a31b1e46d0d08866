// Longer than 250 lines: a table of captions with one line for each.
using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>The renderers' own words in one language. All other words come with the document.</summary>
public sealed partial record Captions
{
    public static Captions In(Language language) => language.Code switch { "hi" => Hindi, "he" => Hebrew, _ => English };

    /// <summary>The data version and the time of the data, never of the clock.</summary>
    public string Version(Provenance provenance, Language language) => Format(VersionAsOf, DataVersion, provenance.DataVersion, AsOf(provenance.DataAsOf, language));

    /// <summary>The time in UTC with its offset.</summary>
    public string AsOf(DateTimeOffset? time, Language language) => time is { } known ? language.Time(known) : NoDataYet;

    public static string Format(string phrase, params object?[] words) => string.Format(CultureInfo.InvariantCulture, phrase, words);

    public required string Total { get; init; }

    public required string Contents { get; init; }

    public required string DataVersion { get; init; }

    public required string DataAsOf { get; init; }

    public required string VersionAsOf { get; init; }

    public required string NoDataYet { get; init; }

    public required string Counting { get; init; }

    public required string Filters { get; init; }

    public required string Query { get; init; }

    public required string RowsShown { get; init; }

    /// <summary><c>{0}</c> are the titles of sections whose rows are not all shown.</summary>
    public required string Cut { get; init; }

    /// <summary><c>{0}</c> are the titles of sections that only the full report has.</summary>
    public required string Brief { get; init; }

    public required string Hash { get; init; }

    public required string VerifyAt { get; init; }

    public required string Provenance { get; init; }

    public required string Note { get; init; }

    public required string Trend { get; init; }

    /// <summary>Words for the kinds of sources, by their codes.</summary>
    public required IReadOnlyDictionary<string, string> SourceKinds { get; init; }

    /// <summary>Of a calendar: how many engagements and commitments are on no day.</summary>
    public required string WithoutDay { get; init; }

    public required string Handling { get; init; }

    public required string Status { get; init; }

    public required string Review { get; init; }

    public required string Reviewed { get; init; }

    public required string ReviewedBy { get; init; }

    public required string ReviewedOn { get; init; }

    public required string Confidence { get; init; }

    public required string Statements { get; init; }

    /// <summary>Marks the statement whose value the engagement has.</summary>
    public required string IsShown { get; init; }

    public required string Relations { get; init; }

    public required string Relation { get; init; }

    public required string RelationDate { get; init; }

    public required string RelationSource { get; init; }

    public required string Held { get; init; }

    public required string InventedData { get; init; }

    public required string Edition { get; init; }

    public required string NothingFound { get; init; }

    /// <summary>Instead of a chart whose figures are all 0 or absent.</summary>
    public required string NothingToDraw { get; init; }

    public required string Attached { get; init; }

    public required string FetchedUntil { get; init; }

    public required string Unsubscribe { get; init; }

    public required string SetUpBy { get; init; }

    public required string Daily { get; init; }

    public required string Weekdays { get; init; }

    public required string Weekly { get; init; }

    public required string Monthly { get; init; }

    public required string LastWorkingDay { get; init; }

    public required string Quarterly { get; init; }

    public required string NotAttached { get; init; }

    public required string ChangesSince { get; init; }

    public required string NoChanges { get; init; }

    public required string Added { get; init; }

    public required string Corrected { get; init; }

    public required string Withdrawn { get; init; }

    public required string AllChanges { get; init; }

    public required string StandsForOne { get; init; }

    public required string StandsFor { get; init; }

    public required string BrokenSubject { get; init; }

    public required string BrokenAbout { get; init; }

    /// <summary>A reason for the recipient.</summary>
    public required string NotMadeForYou { get; init; }

    public required string BrokenMore { get; init; }

    public required string NotSent { get; init; }

    public required string RefusedByRelay { get; init; }

    public required string InDoubt { get; init; }

    /// <summary>The days of the week, from Sunday.</summary>
    public required IReadOnlyList<string> DaysOfWeek { get; init; }

    public required string TotalOfAll { get; init; }

    public required string FirstRows { get; init; }

    public required string ColumnsLeftOut { get; init; }

    public required string Page { get; init; }

    public required string Until { get; init; }

    public required string OnePerson { get; init; }

    public required string People { get; init; }

    public required string OneRow { get; init; }

    public required string Rows { get; init; }

    public required string OneEngagement { get; init; }

    public required string Engagements { get; init; }

    /// <summary>The link that orders a section by a column.</summary>
    public required string OrderBy { get; init; }

    public required string PartOfColumns { get; init; }

    public required string Against { get; init; }

    public required string AgainstSame { get; init; }

    /// <summary>A part {0} of a base {1} that is too small for a percentage.</summary>
    public required string OutOf { get; init; }

    public required string Overlap { get; init; }

    /// <summary>A measure by the dimensions of rows and columns.</summary>
    public required string ByBoth { get; init; }

    public required string CutList { get; init; }

    public required string CutTable { get; init; }

    public required string Figure { get; init; }

    public required string Value { get; init; }

    public required string Change { get; init; }

    public required string ChangePct { get; init; }

    public required string Measure { get; init; }

    public required string Text { get; init; }

    /// <summary>The first sheet of a workbook.</summary>
    public required string SummarySheet { get; init; }

    /// <summary>The last sheet of a workbook.</summary>
    public required string AboutSheet { get; init; }

    /// <summary>The heading of the figures of a chart, whose title is {0}.</summary>
    public required string FiguresOf { get; init; }

    public required string HollowPoints { get; init; }

    /// <summary>{0}: countries with their figures.</summary>
    public required string NotOnMap { get; init; }

    public required string ChartKind { get; init; }

    public required string HeatMapKind { get; init; }

    public required string TextKind { get; init; }

    public required string PivotKind { get; init; }

    public required string DataTitle { get; init; }

    public required string PivotTitle { get; init; }

    public required string PivotEntry { get; init; }

    public required string PivotSums { get; init; }

    public required string PivotCount { get; init; }

    public required string NoPivotNoRows { get; init; }

    public required string NoPivotTooMany { get; init; }

    public required string Code { get; init; }

    public required string Start { get; init; }

    public required string StartStated { get; init; }

    public required string End { get; init; }

    public required string EndStated { get; init; }

    public required string Title { get; init; }

    public required string Type { get; init; }

    public required string Category { get; init; }

    public required string Domains { get; init; }

    public required string Participants { get; init; }

    public required string City { get; init; }

    public required string PlaceCountry { get; init; }

    public required string Headcount { get; init; }

    public required string Amount { get; init; }

    public required string Summary { get; init; }

    public required string Sources { get; init; }

    public required string FirstSource { get; init; }

    public required string DomainCode { get; init; }

    public required string Domain { get; init; }

    public required string Weight { get; init; }

    public required string Primary { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    public required string ParticipantCode { get; init; }

    public required string Participant { get; init; }

    public required string LocalName { get; init; }

    public required string Kind { get; init; }

    public required string OrganisationCode { get; init; }

    public required string Organisation { get; init; }

    public required string CountryCode { get; init; }

    public required string Country { get; init; }

    public required string Role { get; init; }

    public required string Capacity { get; init; }

    public required string SourceCode { get; init; }

    public required string Publisher { get; init; }

    public required string Published { get; init; }

    public required string Address { get; init; }

    public required string Year { get; init; }

    public required string NextPage { get; init; }

    public required string DomainGroup { get; init; }

    public required string Allocated { get; init; }

    public required string GrandTotal { get; init; }

    public required string Engagement { get; init; }
}
