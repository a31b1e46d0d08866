namespace Reporting.Engine.Languages;

public sealed partial record Phrases
{
    public static readonly Phrases Hindi = new()
    {
        DateNotStated = "तिथि नहीं बताई गई",
        QuarterNotStated = "{0}, तिमाही नहीं बताई गई",
        MonthNotStated = "{0}, महीना नहीं बताया गया",
        FiscalYearNotStated = "{0}, वित्तीय वर्ष नहीं बताया गया",
        DayNotStated = "{0}, दिन नहीं बताया गया",
        PlaceNotStated = "स्थान नहीं बताया गया",
        PublisherNotStated = "प्रकाशक नहीं बताया गया",
        CityNotStated = "शहर नहीं बताया गया ({0})",
        NotStated = "नहीं बताया गया",
        Everything = "कोई फ़िल्टर नहीं",
        TitleContains = "शीर्षक में \"{0}\"",
        AllOf = "{0}: ये सभी – {1}",
        AnyOf = "{0}: इनमें से कोई भी – {1}",
        And = "और",
        Or = "या",
        From = "{0} से",
        UpTo = "{0} तक",
        FromTo = "{0} से {1} तक",
        AllYears = "सभी वर्ष",
        Earliest = "आरंभ से",
        Latest = "अब तक",
        All = "सभी",
        TotalsCountOnce = "योग में हर गतिविधि एक ही बार गिनी जाती है।",
        PartsOverlap = "गतिविधि अपने हर क्षेत्र, प्रतिभागी और स्रोत में गिनी जाती है, इसलिए पंक्तियाँ परस्पर व्याप्त हैं और उनका जोड़ योग नहीं होता।",
        AllocatedShares = "आवंटित आँकड़े हर गतिविधि को भार के अनुसार उसके क्षेत्रों में बाँटते हैं, इसलिए क्षेत्रों पर उनका जोड़ योग के बराबर होता है।",
        LinksKept = "क्षेत्र, प्रतिभागी या स्रोत का फ़िल्टर केवल मेल खाने वालों को गिनता है।",
        ChangesAgainst = "परिवर्तन ठीक पिछली कैलेंडर अवधि की तुलना में है; बिना गतिविधियों की अवधि 0 गिनी जाती है।",
        Others = "अन्य",
        OthersOverlapping = "अन्य (परस्पर व्याप्त)",
        FirstMembers = "{1} सदस्यों में से पहले {0} दिखाए गए हैं।",
        PartlyWithheld = "जो आँकड़े आपकी भूमिकाओं में शामिल नहीं हैं, वे नहीं दिखाए गए हैं।",
        Withheld = "यह खंड नहीं दिखाया गया है: इसके आँकड़े या सदस्य आपकी भूमिकाओं में शामिल नहीं हैं।",
        NotShown = "नहीं दिखाया गया",
        InShort = "मुख्य आँकड़े",
        ByYear = "वर्ष के अनुसार",
        Measures = MeasurePhrases.Hindi,
    };
}
