namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages about background exports.</summary>
public sealed partial record ExportCaptions
{
    public required string ExportOf { get; init; }

    public required string Title { get; init; }

    public required string About { get; init; }

    public required string Content { get; init; }

    public required string WholeReport { get; init; }

    public required string AllRows { get; init; }

    public required string Format { get; init; }

    public required string Start { get; init; }

    public required string YourExports { get; init; }

    public required string Progress { get; init; }

    public required string Waiting { get; init; }

    public required string Running { get; init; }

    public required string Ready { get; init; }

    public required string ReadyOfSize { get; init; }

    public required string Failed { get; init; }

    public required string FailedWith { get; init; }

    public required string Download { get; init; }

    /// <summary>{0}: the size; {1}: a time.</summary>
    public required string AvailableUntil { get; init; }

    public required string AvailableUntilDeleted { get; init; }

    public required string BackToReport { get; init; }

    public required string Cancel { get; init; }

    public required string Delete { get; init; }

    public required string WasCancelled { get; init; }

    public required string WasDeleted { get; init; }

    public required string NoneYet { get; init; }

    /// <summary>{0}: the format.</summary>
    public required string WithDataRows { get; init; }

    public required string WithSection { get; init; }

    public required string Percent { get; init; }

    public required string PercentOfRows { get; init; }

    public required string OneByte { get; init; }

    public required string Bytes { get; init; }
}
