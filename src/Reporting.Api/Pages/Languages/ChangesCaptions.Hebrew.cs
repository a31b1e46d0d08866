namespace Reporting.Api.Pages.Languages;

public sealed partial record ChangesCaptions
{
    public static readonly ChangesCaptions Hebrew = new()
    {
        Title = "מה השתנה",
        SinceVersion = "מאז גרסת הנתונים {0}",
        Since = "מאז מהדורה, גרסת נתונים או יום",
        SinceHelp = "מזהה של מהדורה, כמו \u200E2025-final, מספר, כמו 3, או יום, כמו 2025-07-01.",
        Show = "הצגה",
        Recoded = "קישורים השתנו",
        NamesCorrected = "רק שמות של חברים תוקנו",
        Members = "חברים שתוקנו",
        Nothing = "דבר ממה שמוצג לכם לא השתנה.",
        NoLongerShown = "חלק מהפעילויות שראיתם קודם אינן מוצגות עוד.",
        NotStated = "לא צוין",
        Field = "שדה",
        Old = "לפני",
        New = "עכשיו",
        WhatChanged = "ערכים ישנים וחדשים",
        Parent = "ארגון אב",
        Name = "שם",
    };
}
