namespace Reporting.Api.Pages.Languages;

public sealed partial record ExportCaptions
{
    public static readonly ExportCaptions Hebrew = new()
    {
        ExportOf = "ייצוא: {0}",
        Title = "ייצוא ברקע",
        About = "מתאים לקבצים גדולים. אפשר לסגור את העמוד; הקובץ יופיע תחת „ייצוא”.",
        Content = "תוכן",
        WholeReport = "הדוח כולו",
        AllRows = "כל שורות הנתונים שמאחורי המספרים (Excel, CSV או JSON)",
        Format = "תבנית",
        Start = "התחלה",
        YourExports = "הייצוא שלכם",
        Progress = "התקדמות",
        Waiting = "ממתין",
        Running = "בביצוע",
        Ready = "מוכן",
        ReadyOfSize = "מוכן, {0}",
        Failed = "נכשל",
        FailedWith = "נכשל: {0}",
        Download = "הורדה",
        AvailableUntil = "{0}. זמין עד {1}.",
        AvailableUntilDeleted = "{0}. זמין עד למחיקתו.",
        BackToReport = "חזרה לדוח",
        Cancel = "ביטול",
        Delete = "מחיקה",
        WasCancelled = "הייצוא בוטל.",
        WasDeleted = "הייצוא נמחק.",
        NoneYet = "אין עדיין ייצוא. אפשר להתחיל אותו מעמוד של דוח. הקובץ יופיע כאן.",
        WithDataRows = "{0}, השורות שמאחורי המספרים",
        WithSection = "{0}, פרק {1}",
        Percent = "{0}%",
        PercentOfRows = "{0}%: {1} מתוך {2} שורות",
        OneByte = "בייט אחד",
        Bytes = "{0} בייטים",
    };
}
