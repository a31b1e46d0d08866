namespace Reporting.Api.Pages.Languages;

public sealed partial record HomeCaptions
{
    public static readonly HomeCaptions Hebrew = new()
    {
        Title = "סקירה",
        FirstDate = "הפעילות הראשונה",
        LastDate = "הפעילות האחרונה",
        Changes = "מה השתנה",
        LastImport = "הייבוא האחרון ({0})",
        SinceVisit = "מאז ביקורכם האחרון ({0})",
        Nothing = "דבר לא השתנה",
        New = "{0} חדשות",
        Corrected = "{0} מתוקנות",
        Withdrawn = "{0} הוסרו",
        NewOrCorrected = "פעילויות חדשות או מתוקנות: {0}",
        Imports = "ב־{0} ייבואים",
        Show = "הצגת הפעילויות",
        SavedReports = "דוחות שמורים",
        LastExports = "הייצואים האחרונים",
        Next = "הבא: {0}",
        All = "הכול",
    };
}
