namespace Reporting.Api.Pages.Languages;

public sealed partial record DashboardCaptions
{
    public static readonly DashboardCaptions Hebrew = new()
    {
        Sections = "חלקי הדוח",
        FilteredBy = "מסונן לפי",
        ShowEngagements = "הצגת הפעילויות ({0})",
        ShowThese = "הצגת פעילויות אלה",
        Show = "הצגה",
        Levels = "רמה",
        FilterMembersToo = "סינון גם כאן",
        Hint = "לחיצה על שם, סימן או נתון מסננת את הדף; לחיצה שנייה מסירה את הסינון. לחיצה עם Shift מוסיפה. לאפשרויות נוספות: לחיצה ימנית או ארוכה.",
        Filter = "סינון",
        Release = "הסרת הסינון",
        AddToFilter = "הוספה לסינון",
        DrillInto = "פירוט",
        Engagements = "הצגת הפעילויות",
        ChooseFirst = "יש לבחור {0} כדי לראות את הדוח.",
        MostActive = "הפעילויות הרבות ביותר:",
        CorrectTheError = "יש לתקן את השגיאה כדי לראות את הדוח.",
        SaveTitle = "שמירה כדוח משלך",
        SaveAbout = "הדוח שומר את הסינון ואת הרמות שמוצגים כאן, ונפתח איתם. שנים יחסיות נשארות יחסיות.",
        WatchFigures = "להתריע לי כשנתון משתנה",
    };
}
