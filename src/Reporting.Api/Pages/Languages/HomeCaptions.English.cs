namespace Reporting.Api.Pages.Languages;

public sealed partial record HomeCaptions
{
    public static readonly HomeCaptions English = new()
    {
        Title = "Overview",
        FirstDate = "First engagement",
        LastDate = "Latest engagement",
        Changes = "What changed",
        LastImport = "Last import ({0})",
        SinceVisit = "Since your last visit ({0})",
        Nothing = "nothing changed",
        New = "{0} new",
        Corrected = "{0} corrected",
        Withdrawn = "{0} withdrawn",
        NewOrCorrected = "New or corrected engagements: {0}",
        Imports = "in {0} imports",
        Show = "Show these engagements",
        SavedReports = "Saved reports",
        LastExports = "Last exports",
        Next = "next: {0}",
        All = "All",
    };
}
