namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of a report's form.</summary>
public sealed partial record FormCaptions
{
    /// <summary>Explains the name of a level above, which chooses all its members.</summary>
    public required string AllOf { get; init; }

    public required string NoneOf { get; init; }

    public required string AllReports { get; init; }

    /// <summary>Said by a field whose dimension a click in the report filters too.</summary>
    public required string FilteredAbove { get; init; }

    public required string Filters { get; init; }

    public required string Language { get; init; }

    public required string Detail { get; init; }

    public required string Brief { get; init; }

    public required string Full { get; init; }

    public required string Reset { get; init; }

    public required string Download { get; init; }

    public required string ExportInBackground { get; init; }

    public required string MailThis { get; init; }

    public required string UsualPeriods { get; init; }

    /// <summary>Stands before the first year of a range.</summary>
    public required string From { get; init; }

    /// <summary>Stands between the years of a range.</summary>
    public required string To { get; init; }

    /// <summary>For screen readers. {0}: the parameter.</summary>
    public required string RangeFrom { get; init; }

    public required string RangeTo { get; init; }

    public required string RangeOf { get; init; }

    public required string Earliest { get; init; }

    public required string Latest { get; init; }

    public required string AllYears { get; init; }

    public required string ThisYear { get; init; }

    public required string PreviousYear { get; init; }

    public required string LastYears { get; init; }

    /// <summary>{0}: this year. {1}: the newest year of the data.</summary>
    public required string NewestYear { get; init; }

    public required string SearchIn { get; init; }

    public required string Search { get; init; }

    public required string Find { get; init; }

    public required string All { get; init; }

    public required string ChooseOne { get; init; }

    public required string ChooseSome { get; init; }

    public required string MoreExist { get; init; }

    public required string MoreMatch { get; init; }

    public required string NoneMatches { get; init; }

    public required string WebPage { get; init; }

    public required string ExcelHint { get; init; }

    public required string PdfHint { get; init; }

    public required string WebPageHint { get; init; }

    public required string CsvHint { get; init; }

    public required string JsonHint { get; init; }
}
