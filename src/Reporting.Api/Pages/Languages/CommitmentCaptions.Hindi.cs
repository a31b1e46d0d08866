namespace Reporting.Api.Pages.Languages;

public sealed partial record CommitmentCaptions
{
    public static readonly CommitmentCaptions Hindi = new()
    {
        Title = "प्रतिबद्धताएँ",
        Heading = "इसमें क्या कहा गया और उसका क्या हुआ",
        Commitment = "प्रतिबद्धता",
        Agreement = "समझौता",
        State = "स्थिति",
        All = "सभी",
        OnDay = "{0} की स्थिति",
        Day = "इस दिन की स्थिति",
        Find = "समझौते के शब्द",
        DueFrom = "समय-सीमा से",
        DueTo = "समय-सीमा तक",
        NothingFound = "इन फ़िल्टरों से कोई प्रतिबद्धता नहीं मिली।",
        Show = "दिखाएँ",
        Due = "समय-सीमा",
        NoDue = "कोई तिथि नहीं",
        DaysLate = "विलंब के दिन: {0}",
        Since = "{0} से",
        Parties = "ज़िम्मेदार",
        Target = "लक्ष्य",
        Assessed = "आकलन 3 में से {0}: {1}",
        NoEvidence = "इसका क्या हुआ, यह अभी ज्ञात नहीं है।",
        NotCounted = "गिना नहीं जाता",
        Rule = "प्रतिबद्धता की समय-सीमा तब बीती मानी जाती है जब पूरी बताई गई अवधि समाप्त हो और वह न पूरी हुई हो, न छोड़ी गई हो। केवल वही प्रमाण गिने जाते हैं जो आप देख सकते हैं।",
    };
}
