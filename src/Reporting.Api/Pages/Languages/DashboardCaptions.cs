namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of a report's page: what it is filtered by, and what its marks do.</summary>
public sealed partial record DashboardCaptions
{
    /// <summary>The links to the sections.</summary>
    public required string Sections { get; init; }

    public required string FilteredBy { get; init; }

    /// <summary>{0}: the number of engagements.</summary>
    public required string ShowEngagements { get; init; }

    /// <summary>Where the number is not known.</summary>
    public required string ShowThese { get; init; }

    public required string Show { get; init; }

    public required string Levels { get; init; }

    public required string FilterMembersToo { get; init; }

    /// <summary>Explains clicks, for people with scripts.</summary>
    public required string Hint { get; init; }

    public required string Filter { get; init; }

    public required string Release { get; init; }

    public required string AddToFilter { get; init; }

    public required string DrillInto { get; init; }

    public required string Engagements { get; init; }

    public required string ChooseFirst { get; init; }

    /// <summary>Before members with the most engagements, each a link to its report.</summary>
    public required string MostActive { get; init; }

    public required string CorrectTheError { get; init; }

    /// <summary>The link and the title of the page that saves the report with its filters.</summary>
    public required string SaveTitle { get; init; }

    public required string SaveAbout { get; init; }

    /// <summary>Before the figures of a row of tiles, each a link to the form of an alert.</summary>
    public required string WatchFigures { get; init; }
}
