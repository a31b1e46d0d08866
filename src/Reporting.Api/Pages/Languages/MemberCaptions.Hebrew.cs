namespace Reporting.Api.Pages.Languages;

public sealed partial record MemberCaptions
{
    public static readonly MemberCaptions Hebrew = new()
    {
        FirstContact = "קשר ראשון",
        LastContact = "קשר אחרון",
        Names = "שמות",
        PartOf = "חלק מ",
        ByYear = "פעילויות לפי תקופה",
        Latest = "הפעילויות האחרונות",
        AllEngagements = "כל הפעילויות",
        NameOrCode = "חלק משם או מקוד",
        MostEngagements = "הכי הרבה פעילויות",
        ShowMore = "עוד",
        FirstOf = "{0} הראשונים מתוך {1}. חפשו אחרים.",
        NoneMatches = "אין פריט מתאים.",
        DidYouMean = "האם התכוונת ל־",
        ChooseOne = "בחרו פריט כדי לסנן לפיו את הרשימה.",
        OtherMembers = "כל הפריטים: {0}",
        OnDay = "ב־{0}",
        Directory = "שמות",
    };
}
