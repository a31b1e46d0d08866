namespace Reporting.Delivery.Alerts;

public sealed partial record AlertPhrases
{
    private static readonly AlertPhrases Hebrew = new()
    {
        Above = "{0}: מעל {1}",
        Below = "{0}: מתחת ל־{1}",
        Changed = "{0}: שינוי של {1} או יותר מאז הבדיקה האחרונה",
        First = "חדש ב„{0}”",
        Silent = "אין פעילות כבר {0} חודשים או יותר",
        SilentRule = "נספרת הפעילות האחרונה שהתקיימה. פעילות שידוע רק חודשה או שנתה נספרת ביום האחרון שלהם. החודשים נספרים עד יום הנתונים.",
        Matches = "פעילויות חדשות",
        Overdue = "פעילויות מתוכננות שמועדן עבר ולא אושרו",
        OverdueCommitments = "התחייבויות שמועדן עבר",
        CommitmentOf = "{0} ({1})",
        Stale = "לא היה ייבוא כבר {0} ימים או יותר",
        AndMore = "ועוד {0}",
        WasBefore = "{0} בבדיקה האחרונה",
        Engagement = "פעילות",
        Date = "תאריך",
        Before = "הבדיקה האחרונה",
        SetUpBy = "{0}: התראה שהגדיר {1}. הנתונים הם אלה ש־{1} רשאי לראות.",
        ShowFigures = "הצגת הנתונים האלה",
        ShowAlert = "ההתראה וההיסטוריה שלה",
    };
}
