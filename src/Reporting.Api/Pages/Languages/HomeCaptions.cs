namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the first page.</summary>
public sealed partial record HomeCaptions
{
    public required string Title { get; init; }

    public required string FirstDate { get; init; }

    public required string LastDate { get; init; }

    public required string Changes { get; init; }

    public required string LastImport { get; init; }

    public required string SinceVisit { get; init; }

    public required string Nothing { get; init; }

    public required string New { get; init; }

    public required string Corrected { get; init; }

    public required string Withdrawn { get; init; }

    public required string NewOrCorrected { get; init; }

    public required string Imports { get; init; }

    public required string Show { get; init; }

    public required string SavedReports { get; init; }

    public required string LastExports { get; init; }

    public required string Next { get; init; }

    public required string All { get; init; }
}
