namespace Reporting.Api.Pages.Languages;

public sealed partial record DashboardCaptions
{
    public static readonly DashboardCaptions Hindi = new()
    {
        Sections = "खंड",
        FilteredBy = "फ़िल्टर",
        ShowEngagements = "गतिविधियाँ देखें ({0})",
        ShowThese = "ये गतिविधियाँ देखें",
        Show = "दिखाएँ",
        Levels = "स्तर",
        FilterMembersToo = "इसे भी फ़िल्टर करें",
        Hint = "नाम, चिह्न या संख्या पर क्लिक करने से पृष्ठ फ़िल्टर होता है; दूसरा क्लिक फ़िल्टर हटाता है। Shift के साथ क्लिक जोड़ता है। और विकल्पों के लिए दायाँ क्लिक करें या देर तक दबाएँ।",
        Filter = "फ़िल्टर करें",
        Release = "फ़िल्टर हटाएँ",
        AddToFilter = "फ़िल्टर में जोड़ें",
        DrillInto = "विस्तार से देखें",
        Engagements = "गतिविधियाँ देखें",
        ChooseFirst = "रिपोर्ट देखने के लिए {0} चुनें।",
        MostActive = "सबसे अधिक गतिविधियाँ:",
        CorrectTheError = "रिपोर्ट देखने के लिए त्रुटि ठीक करें।",
        SaveTitle = "अपनी रिपोर्ट के रूप में सहेजें",
        SaveAbout = "यह यहाँ दिख रहे फ़िल्टर और स्तर रखती है और उन्हीं के साथ खुलती है। सापेक्ष वर्ष सापेक्ष रहते हैं।",
        WatchFigures = "संख्या बदलने पर मुझे चेतावनी दें",
    };
}
