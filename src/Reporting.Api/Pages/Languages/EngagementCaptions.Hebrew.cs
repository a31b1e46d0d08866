namespace Reporting.Api.Pages.Languages;

public sealed partial record EngagementCaptions
{
    public static readonly EngagementCaptions Hebrew = new()
    {
        Engagements = "פעילויות",
        SearchFor = "חיפוש: מילים מכותרת, תקציר, אדם, ארגון, מדינה, תחום, מקום או קוד",
        Search = "חיפוש",
        SortBy = "מיון",
        Newest = "החדשות תחילה",
        Oldest = "הישנות תחילה",
        ByTitle = "כותרת",
        ByCode = "קוד",
        Filters = "מסננים",
        ToFilters = "אל המסננים",
        Chosen = "המסננים שנבחרו",
        Remove = "הסרת {0}",
        ClearAll = "הסרת כל המסננים",
        Words = "מילים: {0}",
        TitleHas = "כותרת: {0}",
        Period = "תקופה",
        From = "מתאריך",
        To = "עד תאריך",
        Apply = "החלה",
        AllOf = "הכול: {0}",
        FilterBy = "מסננים נוספים",
        Download = "הורדה",
        FirstPage = "העמוד הראשון",
        Domains = "התחומים וחלקם",
        Timeline = "ציר זמן",
        This = "הפעילות הזו",
        SameParticipants = "עם אותם משתתפים",
        SameDomain = "באותו תחום",
        All = "כל ה־{0}",
        NoOthers = "אין אחרות.",
    };
}
