namespace Reporting.Api.Pages.Languages;

public sealed partial record DashboardCaptions
{
    public static readonly DashboardCaptions English = new()
    {
        Sections = "Sections",
        FilteredBy = "Filtered by",
        ShowEngagements = "Show engagements ({0})",
        ShowThese = "Show these engagements",
        Show = "Show",
        Levels = "Level",
        FilterMembersToo = "Filter it too",
        Hint = "A click on a name, mark or figure filters the page; a second click removes the filter. Shift-click adds. Right-click or long press for more.",
        Filter = "Filter",
        Release = "Remove filter",
        AddToFilter = "Add to filter",
        DrillInto = "Drill into",
        Engagements = "Show engagements",
        ChooseFirst = "Choose {0} to see the report.",
        MostActive = "Most engagements:",
        CorrectTheError = "Correct the error to see the report.",
        SaveTitle = "Save as a report of your own",
        SaveAbout = "It keeps the filters and levels that you see here, and opens with them. Relative years stay relative.",
        WatchFigures = "Alert me when a figure changes",
    };
}
