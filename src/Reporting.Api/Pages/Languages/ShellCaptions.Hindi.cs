namespace Reporting.Api.Pages.Languages;

public sealed partial record ShellCaptions
{
    public static readonly ShellCaptions Hindi = new()
    {
        Theme = "रंग",
        ThemeOfDevice = "डिवाइस के अनुसार",
        LightTheme = "हल्के",
        DarkTheme = "गहरे",
        Shortcuts = "कीबोर्ड शॉर्टकट",
        ShortcutsNeedScript = "शॉर्टकट के लिए JavaScript चाहिए। उसके बिना Tab और Enter का उपयोग करें।",
        ShowsShortcuts = "यह सूची दिखाएँ",
        GoesToSearch = "खोज पर जाएँ",
        OpensPage = "{0} खोलें",
        TurnShortcutsOn = "शॉर्टकट चालू करें",
        TurnShortcutsOff = "शॉर्टकट बंद करें",
        Close = "बंद करें",
        Working = "काम चल रहा है … Esc से रद्द करें।",
        Making = "{0} तैयार हो रही है …",
        Received = "{0} प्राप्त",
        ReceivedOf = "{1} में से {0} प्राप्त",
        CancelDownload = "रद्द करें",
        DownloadFailed = "डाउनलोड विफल रहा।",
        TryAgain = "फिर से कोशिश करें",
    };
}
