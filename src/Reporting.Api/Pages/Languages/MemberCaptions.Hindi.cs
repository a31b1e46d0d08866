namespace Reporting.Api.Pages.Languages;

public sealed partial record MemberCaptions
{
    public static readonly MemberCaptions Hindi = new()
    {
        FirstContact = "पहला संपर्क",
        LastContact = "नवीनतम संपर्क",
        Names = "नाम",
        PartOf = "का भाग",
        ByYear = "अवधि के अनुसार गतिविधियाँ",
        Latest = "नवीनतम गतिविधियाँ",
        AllEngagements = "सभी गतिविधियाँ",
        NameOrCode = "नाम या कोड का भाग",
        MostEngagements = "सबसे अधिक गतिविधियाँ",
        ShowMore = "और दिखाएँ",
        FirstOf = "{1} में से पहले {0}। अन्य के लिए खोजें।",
        NoneMatches = "कोई नाम मेल नहीं खाता।",
        DidYouMean = "क्या आपका आशय यह था:",
        ChooseOne = "सूची को फ़िल्टर करने के लिए एक नाम चुनें।",
        OtherMembers = "सभी: {0}",
        OnDay = "{0} को",
        Directory = "नाम",
    };
}
