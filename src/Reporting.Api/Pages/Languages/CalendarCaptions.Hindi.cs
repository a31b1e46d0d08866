namespace Reporting.Api.Pages.Languages;

public sealed partial record CalendarCaptions
{
    public static readonly CalendarCaptions Hindi = new()
    {
        Title = "कैलेंडर",
        Name = "गतिविधियाँ",
        Today = "यह महीना",
        Month = "महीना",
        Show = "दिखाएँ",
        Nothing = "इस महीने के लिए कुछ दर्ज या नियोजित नहीं है।",
        OnlyYear = "{0} में, महीना नहीं बताया गया",
        OnlyMonth = "इस महीने में, दिन नहीं बताया गया",
        NotAll = "{1} में से पहली {0} सूची में हैं। बाकी देखने के लिए फ़िल्टर चुनें।",
        Engagement = "गतिविधि",
        Status = "स्थिति",
        Held = "आयोजित",
        Place = "स्थान",
        Date = "तिथि",
        CommitmentsDue = "देय प्रतिबद्धताएँ",
        InOther = "Outlook, Google या Apple कैलेंडर में",
        InOtherHelp = "कैलेंडर में इस पृष्ठ के फ़िल्टर और हर महीना है। प्रतिबद्धताएँ अपनी देय तिथि पर हैं। जिनका दिन ज्ञात नहीं, वे शामिल नहीं हैं।",
        Download = "फ़ाइल डाउनलोड करें",
        MakeAddress = "सदस्यता का पता बनाएँ",
        Made = "इस पते को वेब कैलेंडर के रूप में जोड़ें। जिसके पास यह है, उसे {0} तक वही दिखता है जो आप देख सकते हैं।",
    };
}
