namespace Reporting.Api.Pages.Languages;

public sealed partial record ShellCaptions
{
    public static readonly ShellCaptions English = new()
    {
        Theme = "Colours",
        ThemeOfDevice = "As the device",
        LightTheme = "Light",
        DarkTheme = "Dark",
        Shortcuts = "Keyboard shortcuts",
        ShortcutsNeedScript = "Shortcuts need JavaScript. Without it, use Tab and Enter.",
        ShowsShortcuts = "Show this list",
        GoesToSearch = "Go to the search field",
        OpensPage = "Open {0}",
        TurnShortcutsOn = "Turn shortcuts on",
        TurnShortcutsOff = "Turn shortcuts off",
        Close = "Close",
        Working = "Working … Esc cancels.",
        Making = "Preparing {0} …",
        Received = "{0} received",
        ReceivedOf = "{0} of {1} received",
        CancelDownload = "Cancel",
        DownloadFailed = "The download failed.",
        TryAgain = "Try again",
    };
}
