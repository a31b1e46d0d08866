namespace Reporting.Api.Pages.Languages;

public sealed partial record EditionCaptions
{
    public static readonly EditionCaptions Hebrew = new()
    {
        Title = "מהדורות",
        About = "פרסום, משיכה ומחיקה של מהדורות: נתונים והגדרות שהוקפאו תחת שם.",
        Banner = "דף זה מציג את המהדורה {0}.",
        ShowToday = "הצגת הנתונים של היום",
        Id = "מזהה",
        IdHelp = "אותיות קטנות, ספרות ומקפים, למשל {0}. מזהה אינו חוזר לשימוש.",
        State = "מצב",
        Preliminary = "ראשונית",
        Final = "סופית",
        Withdrawn = "נמשכה",
        Note = "הערה",
        NoteHelp = "הקוראים רואים אותה.",
        Publish = "פרסום",
        PublishAbout = "הפרסום משווה את הנתונים ואת הדוחות להיום. זה עשוי להימשך דקה.",
        Published = "פורסמה",
        Maker = "{0} בידי {1}",
        Size = "גודל",
        Kept = "{0} מהדורות מתוך {1} לכל היותר, {2} מתוך {3} לכל היותר. דבר אינו נמחק מעצמו.",
        None = "אין עדיין מהדורות.",
        MakeRelease = "הכנת חבילת פרסום",
        ReleaseOf = "חבילת הפרסום של המהדורה {0}",
        Withdraw = "משיכה",
        WithdrawMeans = "מעתה רק מנהלים רשאים לקרוא את המהדורה {0}. לאחרים מוצגת ההערה.",
        Delete = "מחיקה",
        DeleteMeans = "הנתונים של המהדורה {0} נמחקים לצמיתות. המזהה שלה אינו חוזר לשימוש.",
    };
}
