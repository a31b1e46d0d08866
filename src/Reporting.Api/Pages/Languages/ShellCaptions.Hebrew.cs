namespace Reporting.Api.Pages.Languages;

public sealed partial record ShellCaptions
{
    public static readonly ShellCaptions Hebrew = new()
    {
        Theme = "צבעים",
        ThemeOfDevice = "לפי המכשיר",
        LightTheme = "בהיר",
        DarkTheme = "כהה",
        Shortcuts = "קיצורי מקלדת",
        ShortcutsNeedScript = "קיצורי המקלדת דורשים JavaScript. בלעדיו השתמשו ב־Tab וב־Enter.",
        ShowsShortcuts = "הצגת רשימה זו",
        GoesToSearch = "מעבר לשדה החיפוש",
        OpensPage = "פתיחת {0}",
        TurnShortcutsOn = "הפעלת הקיצורים",
        TurnShortcutsOff = "כיבוי הקיצורים",
        Close = "סגירה",
        Working = "בעבודה … Esc מבטל.",
        Making = "{0} בהכנה …",
        Received = "התקבלו {0}",
        ReceivedOf = "התקבלו {0} מתוך {1}",
        CancelDownload = "ביטול",
        DownloadFailed = "ההורדה נכשלה.",
        TryAgain = "ניסיון נוסף",
    };
}
