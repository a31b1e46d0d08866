namespace Reporting.Api.Pages.Languages;

public sealed partial record CommitmentCaptions
{
    public static readonly CommitmentCaptions Hebrew = new()
    {
        Title = "התחייבויות",
        Heading = "מה נאמר בה ומה עלה בגורלו",
        Commitment = "התחייבות",
        Agreement = "הסכם",
        State = "מצב",
        All = "הכול",
        OnDay = "המצב ב־{0}",
        Day = "המצב ביום",
        Find = "מילים מן ההסכם",
        DueFrom = "מועד מ־",
        DueTo = "מועד עד",
        NothingFound = "אין התחייבויות המתאימות למסננים.",
        Show = "הצגה",
        Due = "מועד",
        NoDue = "ללא מועד",
        DaysLate = "ימי איחור: {0}",
        Since = "מאז {0}",
        Parties = "אחראים",
        Target = "יעד",
        Assessed = "הוערך {0} מתוך 3: {1}",
        NoEvidence = "עדיין לא ידוע מה עלה בגורלה.",
        NotCounted = "אינו נספר",
        Rule = "התחייבות באיחור כאשר כל התקופה שנקבעה לה חלפה והיא לא קוימה ולא בוטלה. רק ראיות שמותר לכם לראות נספרות.",
    };
}
