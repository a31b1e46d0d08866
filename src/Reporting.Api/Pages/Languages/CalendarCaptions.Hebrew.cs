namespace Reporting.Api.Pages.Languages;

public sealed partial record CalendarCaptions
{
    public static readonly CalendarCaptions Hebrew = new()
    {
        Title = "לוח שנה",
        Name = "פעילויות",
        Today = "החודש",
        Month = "חודש",
        Show = "הצגה",
        Nothing = "לא נרשם ולא תוכנן דבר לחודש זה.",
        OnlyYear = "ב־{0}, החודש לא צוין",
        OnlyMonth = "בחודש זה, היום לא צוין",
        NotAll = "מוצגות {0} הראשונות מתוך {1}. בחרו מסננים כדי לראות את האחרות.",
        Engagement = "פעילות",
        Status = "סטטוס",
        Held = "התקיימה",
        Place = "מקום",
        Date = "תאריך",
        CommitmentsDue = "התחייבויות שמועדן חל",
        InOther = "ב־Outlook, Google או Apple",
        InOtherHelp = "הלוח כולל את כל החודשים, לפי המסננים של דף זה. התחייבויות מופיעות ביום שבו מועדן חל. מה שיומו אינו ידוע אינו מופיע.",
        Download = "הורדה כקובץ",
        MakeAddress = "יצירת כתובת למינוי",
        Made = "הוסיפו כתובת זו כלוח שנה מהרשת. היא מציגה את מה שאתם רשאים לראות לכל מי שמחזיק בה, עד {0}.",
    };
}
