namespace Reporting.Api.Pages.Languages;

public sealed partial record EngagementCaptions
{
    public static readonly EngagementCaptions Hindi = new()
    {
        Engagements = "गतिविधियाँ",
        SearchFor = "खोज: शीर्षक, सारांश, व्यक्ति, संगठन, देश, क्षेत्र, स्थान या कोड के शब्द",
        Search = "खोजें",
        SortBy = "क्रम",
        Newest = "नवीनतम पहले",
        Oldest = "सबसे पुरानी पहले",
        ByTitle = "शीर्षक",
        ByCode = "कोड",
        Filters = "फ़िल्टर",
        ToFilters = "फ़िल्टर पर जाएँ",
        Chosen = "चुने हुए फ़िल्टर",
        Remove = "{0} हटाएँ",
        ClearAll = "सभी फ़िल्टर हटाएँ",
        Words = "शब्द: {0}",
        TitleHas = "शीर्षक: {0}",
        Period = "अवधि",
        From = "से",
        To = "तक",
        Apply = "लागू करें",
        AllOf = "सभी: {0}",
        FilterBy = "और फ़िल्टर",
        Download = "डाउनलोड",
        FirstPage = "पहला पृष्ठ",
        Domains = "क्षेत्र और उनके हिस्से",
        Timeline = "समयरेखा",
        This = "यह गतिविधि",
        SameParticipants = "उन्हीं प्रतिभागियों के साथ",
        SameDomain = "उसी क्षेत्र में",
        All = "सभी {0}",
        NoOthers = "कोई अन्य नहीं है।",
    };
}
