namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleFormCaptions
{
    public static readonly ScheduleFormCaptions Hebrew = new()
    {
        Every = "תדירות",
        Daily = "כל יום",
        Weekdays = "שני עד שישי",
        Weekly = "כל שבוע",
        Monthly = "כל חודש",
        LastWorkingDay = "יום העבודה האחרון בחודש",
        Quarterly = "היום הראשון בכל רבעון",
        OtherSchedule = "כפי שכתוב למטה",
        Weekday = "יום בשבוע",
        DayOfMonth = "יום בחודש",
        Time = "שעה",
        WrittenSchedule = "לוח זמנים כתוב",
        WrittenScheduleHelp = "חמישה שדות cron, כגון 0 8 * * 1. נחשב רק עם ״כפי שכתוב למטה״.",
        NextMails = "הדואר הבא",
        NoNextMails = "אין: תקנו את לוח הזמנים.",
        ShowNextMails = "הצגת הדואר הבא",
        AddressesHelp = "כתובת בכל שורה, או מופרדות בפסיקים.",
        AddAddress = "הוספת כתובת אל {0}",
        RemoveAddress = "הסרת {0}",
        NotAnAddress = "{0} אינה כתובת.",
        PreviewMail = "תצוגה מקדימה של הדואר",
        PreviewHelp = "הדואר לפי ההרשאות שלכם, נכון להיום.",
        NotPreviewed = "עדיין אי אפשר להציג את הדואר.",
        FurtherFilters = "מסננים נוספים",
        DeleteQuestion = "למחוק את {0}?",
        DeleteHelp = "לא יישלח עוד דואר, וההיסטוריה תימחק. אפשר לשחזר את המינוי במשך {0} ימים.",
        PauseQuestion = "להשהות את {0}?",
        PauseHelp = "דואר שמועדו חל בזמן ההשהיה לא יישלח אחר כך. אפשר לחדש בכל עת.",
        WasDeleted = "{0} נמחק.",
        WasRestored = "המינוי שוחזר.",
        WasPaused = "המינוי מושהה.",
        Undo = "ביטול הפעולה",
        Restore = "שחזור",
        RecentlyDeleted = "נמחקו ב־{0} הימים האחרונים",
        CorrectTheFields = "תקנו את השדות האלה:",
        NeedsSchedule = "כדי לשלוח את הדוח בדואר במועדים קבועים, בקשו ממנהל המערכת תפקיד עם ההרשאה {0}.",
    };
}
