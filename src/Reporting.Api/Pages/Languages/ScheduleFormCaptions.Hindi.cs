namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleFormCaptions
{
    public static readonly ScheduleFormCaptions Hindi = new()
    {
        Every = "कितनी बार",
        Daily = "हर दिन",
        Weekdays = "सोमवार से शुक्रवार",
        Weekly = "हर सप्ताह",
        Monthly = "हर महीने",
        LastWorkingDay = "महीने का अंतिम कार्य दिवस",
        Quarterly = "हर तिमाही का पहला दिन",
        OtherSchedule = "जैसा नीचे लिखा है",
        Weekday = "सप्ताह का दिन",
        DayOfMonth = "महीने का दिन",
        Time = "समय",
        WrittenSchedule = "लिखित समय-सारणी",
        WrittenScheduleHelp = "पाँच cron फ़ील्ड, जैसे 0 8 * * 1। केवल ‘जैसा नीचे लिखा है’ के साथ मान्य।",
        NextMails = "अगले मेल",
        NoNextMails = "कोई नहीं: समय-सारणी ठीक करें।",
        ShowNextMails = "अगले मेल दिखाएँ",
        AddressesHelp = "हर पंक्ति में एक पता, या अल्पविराम से अलग।",
        AddAddress = "{0} में पता जोड़ें",
        RemoveAddress = "{0} हटाएँ",
        NotAnAddress = "{0} पता नहीं है।",
        PreviewMail = "मेल का पूर्वावलोकन",
        PreviewHelp = "आपके अधिकारों के साथ आज का मेल।",
        NotPreviewed = "मेल अभी नहीं दिखाया जा सकता।",
        FurtherFilters = "अन्य फ़िल्टर",
        DeleteQuestion = "{0} हटाएँ?",
        DeleteHelp = "और मेल नहीं भेजे जाएँगे, और इतिहास हट जाएगा। {0} दिन तक सदस्यता वापस लाई जा सकती है।",
        PauseQuestion = "{0} रोकें?",
        PauseHelp = "विराम के दौरान देय मेल बाद में नहीं भेजे जाएँगे। आप कभी भी फिर शुरू कर सकते हैं।",
        WasDeleted = "{0} हटा दी गई।",
        WasRestored = "सदस्यता वापस लाई गई।",
        WasPaused = "सदस्यता रोकी गई है।",
        Undo = "पूर्ववत करें",
        Restore = "वापस लाएँ",
        RecentlyDeleted = "पिछले {0} दिनों में हटाई गईं",
        CorrectTheFields = "इन फ़ील्ड को ठीक करें:",
        NeedsSchedule = "इस रिपोर्ट को नियमित मेल से भेजने के लिए व्यवस्थापक से {0} अनुमति वाली भूमिका माँगें।",
    };
}
