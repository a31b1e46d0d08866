namespace Reporting.Api.Pages.Languages;

public sealed partial record ExportCaptions
{
    public static readonly ExportCaptions English = new()
    {
        ExportOf = "Export: {0}",
        Title = "Export in background",
        About = "Use this for large files. You may close the page; find the file under “Exports”.",
        Content = "Content",
        WholeReport = "The whole report",
        AllRows = "All data rows behind the figures (Excel, CSV or JSON)",
        Format = "Format",
        Start = "Start",
        YourExports = "Your exports",
        Progress = "Progress",
        Waiting = "Waiting",
        Running = "In progress",
        Ready = "Ready",
        ReadyOfSize = "Ready, {0}",
        Failed = "Failed",
        FailedWith = "Failed: {0}",
        Download = "Download",
        AvailableUntil = "{0}. Available until {1}.",
        AvailableUntilDeleted = "{0}. Available until it is deleted.",
        BackToReport = "Back to the report",
        Cancel = "Cancel",
        Delete = "Delete",
        WasCancelled = "The export was cancelled.",
        WasDeleted = "The export was deleted.",
        NoneYet = "No exports yet. Start one from a report’s page. The file will be listed here.",
        WithDataRows = "{0}, the rows behind the figures",
        WithSection = "{0}, section {1}",
        Percent = "{0} %",
        PercentOfRows = "{0} %: {1} of {2} rows",
        OneByte = "1 byte",
        Bytes = "{0} bytes",
    };
}
