namespace Reporting.Engine.Languages;

public sealed partial record Phrases
{
    public static readonly Phrases Hebrew = new()
    {
        DateNotStated = "התאריך לא צוין",
        QuarterNotStated = "{0}, הרבעון לא צוין",
        MonthNotStated = "{0}, החודש לא צוין",
        FiscalYearNotStated = "{0}, שנת הכספים לא צוינה",
        DayNotStated = "{0}, היום לא צוין",
        PlaceNotStated = "המקום לא צוין",
        PublisherNotStated = "המפרסם לא צוין",
        CityNotStated = "העיר לא צוינה ({0})",
        NotStated = "לא צוין",
        Everything = "ללא מסננים",
        TitleContains = "בכותרת מופיע \"{0}\"",
        AllOf = "{0}: כל אלה – {1}",
        AnyOf = "{0}: לפחות אחד מאלה – {1}",
        And = "וגם",
        Or = "או",
        From = "מ־{0}",
        UpTo = "עד {0}",
        FromTo = "{0} עד {1}",
        AllYears = "כל השנים",
        Earliest = "מההתחלה",
        Latest = "עד היום",
        All = "הכול",
        TotalsCountOnce = "בסך הכול כל פעילות נספרת פעם אחת.",
        PartsOverlap = "פעילות נספרת בכל תחום, משתתף או מקור שלה, ולכן השורות חופפות ואינן מסתכמות לסך הכול.",
        AllocatedShares = "נתונים מוקצים מחלקים כל פעילות בין תחומיה לפי משקל, ולכן על פני התחומים הם מסתכמים לסך הכול.",
        LinksKept = "סינון לפי תחומים, משתתפים או מקורות סופר רק את המתאימים.",
        ChangesAgainst = "השינוי הוא לעומת התקופה הקלנדרית הקודמת; תקופה ללא פעילויות נחשבת 0.",
        Others = "אחרים",
        OthersOverlapping = "אחרים (חופפים)",
        FirstMembers = "מוצגים {0} הראשונים מתוך {1}.",
        PartlyWithheld = "חלק מהנתונים אינם מוצגים: הם אינם כלולים בתפקידיך.",
        Withheld = "פרק זה אינו מוצג: הנתונים או הפריטים שבו אינם כלולים בתפקידיך.",
        NotShown = "לא מוצג",
        InShort = "נתונים עיקריים",
        ByYear = "לפי שנה",
        Measures = MeasurePhrases.Hebrew,
    };
}
