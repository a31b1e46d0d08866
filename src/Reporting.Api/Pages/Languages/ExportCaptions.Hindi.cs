namespace Reporting.Api.Pages.Languages;

public sealed partial record ExportCaptions
{
    public static readonly ExportCaptions Hindi = new()
    {
        ExportOf = "निर्यात: {0}",
        Title = "पृष्ठभूमि में निर्यात",
        About = "बड़ी फ़ाइलों के लिए यह उपयोग करें। पृष्ठ बंद किया जा सकता है; फ़ाइल “निर्यात” में मिलेगी।",
        Content = "सामग्री",
        WholeReport = "पूरी रिपोर्ट",
        AllRows = "आँकड़ों के पीछे की सभी पंक्तियाँ (Excel, CSV या JSON)",
        Format = "प्रारूप",
        Start = "शुरू करें",
        YourExports = "आपके निर्यात",
        Progress = "प्रगति",
        Waiting = "प्रतीक्षा में",
        Running = "जारी है",
        Ready = "तैयार",
        ReadyOfSize = "तैयार, {0}",
        Failed = "विफल",
        FailedWith = "विफल: {0}",
        Download = "डाउनलोड करें",
        AvailableUntil = "{0}। {1} तक उपलब्ध।",
        AvailableUntilDeleted = "{0}। हटाए जाने तक उपलब्ध।",
        BackToReport = "रिपोर्ट पर वापस",
        Cancel = "रद्द करें",
        Delete = "हटाएँ",
        WasCancelled = "निर्यात रद्द कर दिया गया।",
        WasDeleted = "निर्यात हटा दिया गया।",
        NoneYet = "अभी कोई निर्यात नहीं। उसे किसी रिपोर्ट के पृष्ठ से शुरू करें। फ़ाइल यहाँ दिखेगी।",
        WithDataRows = "{0}, आँकड़ों के पीछे की पंक्तियाँ",
        WithSection = "{0}, खंड {1}",
        Percent = "{0} %",
        PercentOfRows = "{0} %: {2} में से {1} पंक्तियाँ",
        OneByte = "1 बाइट",
        Bytes = "{0} बाइट",
    };
}
