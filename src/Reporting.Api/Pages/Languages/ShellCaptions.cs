namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the foot of pages: colours, keyboard shortcuts and downloads.</summary>
public sealed partial record ShellCaptions
{
    public required string Theme { get; init; }

    public required string ThemeOfDevice { get; init; }

    public required string LightTheme { get; init; }

    public required string DarkTheme { get; init; }

    public required string Shortcuts { get; init; }

    public required string ShortcutsNeedScript { get; init; }

    public required string ShowsShortcuts { get; init; }

    public required string GoesToSearch { get; init; }

    /// <summary>{0}: a page of the bar.</summary>
    public required string OpensPage { get; init; }

    public required string TurnShortcutsOn { get; init; }

    public required string TurnShortcutsOff { get; init; }

    public required string Close { get; init; }

    /// <summary>Beside the bar of work that takes longer than a moment.</summary>
    public required string Working { get; init; }

    /// <summary>{0}: a file, such as Excel.</summary>
    public required string Making { get; init; }

    /// <summary>{0}: what arrived so far, such as 2.4 MB.</summary>
    public required string Received { get; init; }

    /// <summary>{0} of {1}.</summary>
    public required string ReceivedOf { get; init; }

    public required string CancelDownload { get; init; }

    public required string DownloadFailed { get; init; }

    public required string TryAgain { get; init; }
}
