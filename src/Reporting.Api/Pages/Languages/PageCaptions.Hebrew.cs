namespace Reporting.Api.Pages.Languages;

public sealed partial record PageCaptions
{
    private static readonly PageCaptions Hebrew = new()
    {
        SkipToContent = "דילוג לתוכן",
        Pages = "עמודים",
        Language = "שפה",
        SignIn = "כניסה",
        SignOut = "יציאה",
        Reports = "דוחות",
        Exports = "ייצוא",
        Subscriptions = "מינויים",
        Connect = "חיבור כלים",
        Api = "API",
        And = "{0} ו{1}",
        HomeLead = "בחרו דוח, קבעו את המסננים והורידו אותו.",
        Choose = "לבחירה:",
        Download = "להורדה:",
        ReportAsFormat = "{0} בתבנית {1}",
        SignedIn = "אתם מחוברים",
        SignedInAs = "אתם מחוברים בשם {0}. כדי להשתמש בחשבון אחר, צאו תחילה.",
        SignInWithAccount = "כניסה בחשבון הארגון",
        OrWithKey = "או במפתח API",
        ApiKey = "מפתח API",
        KeyHelp = "מפתח מתחיל ב־{0}. אפשר לקבל אותו ממנהל המערכת.",
        SessionHelp = "החיבור במחשב זה נשמר {0} שעות. פרטי החיבור נשמרים בעוגייה.",
        Unsubscribe = "ביטול המינוי",
        UnsubscribeQuestion = "לבטל את המינוי?",
        IsMailedTo = "{0} נשלח בדואר אל {1}.",
        Unsubscribed = "המינוי בוטל",
        NoLongerMailedTo = "{0} לא יישלח עוד אל {1}.",
        UnsubscribedByMistake = "אם זו טעות, בקשו מבעל המינוי להוסיף אתכם שוב.",
        OnlyInEnglish = "עמוד זה קיים באנגלית בלבד.",
        Form = FormCaptions.Hebrew,
        Export = ExportCaptions.Hebrew,
        Explore = ExploreCaptions.Hebrew,
        Subscription = SubscriptionCaptions.Hebrew,
        Schedule = ScheduleCaptions.Hebrew,
        Problems = ProblemCaptions.Hebrew,
        Shell = ShellCaptions.Hebrew,
    };
}
