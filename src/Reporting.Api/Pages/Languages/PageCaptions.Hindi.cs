namespace Reporting.Api.Pages.Languages;

public sealed partial record PageCaptions
{
    private static readonly PageCaptions Hindi = new()
    {
        SkipToContent = "सीधे सामग्री पर जाएँ",
        Pages = "पृष्ठ",
        Language = "भाषा",
        SignIn = "साइन इन करें",
        SignOut = "साइन आउट करें",
        Reports = "रिपोर्टें",
        Exports = "निर्यात",
        Subscriptions = "सदस्यताएँ",
        Connect = "टूल जोड़ें",
        Api = "API",
        And = "{0} और {1}",
        HomeLead = "रिपोर्ट चुनें, उसके फ़िल्टर तय करें और उसे डाउनलोड करें।",
        Choose = "चुनें:",
        Download = "डाउनलोड:",
        ReportAsFormat = "{0}, {1} के रूप में",
        SignedIn = "आप साइन इन हैं",
        SignedInAs = "आप {0} के रूप में साइन इन हैं। दूसरा खाता उपयोग करने के लिए पहले साइन आउट करें।",
        SignInWithAccount = "अपने संगठन के खाते से साइन इन करें",
        OrWithKey = "या API कुंजी से",
        ApiKey = "API कुंजी",
        KeyHelp = "कुंजी {0} से शुरू होती है। इसे व्यवस्थापक से लें।",
        SessionHelp = "आप इस कंप्यूटर पर {0} घंटे तक साइन इन रहेंगे। सत्र एक कुकी में रहता है।",
        Unsubscribe = "सदस्यता समाप्त करें",
        UnsubscribeQuestion = "सदस्यता समाप्त करें?",
        IsMailedTo = "{0} मेल से {1} को भेजी जाती है।",
        Unsubscribed = "आपकी सदस्यता समाप्त हो गई है",
        NoLongerMailedTo = "{0} अब {1} को नहीं भेजी जाएगी।",
        UnsubscribedByMistake = "यदि यह भूल से हुआ, तो सदस्यता के स्वामी से कहें कि वे आपको फिर से जोड़ें।",
        OnlyInEnglish = "यह पृष्ठ केवल अंग्रेज़ी में है।",
        Form = FormCaptions.Hindi,
        Export = ExportCaptions.Hindi,
        Explore = ExploreCaptions.Hindi,
        Subscription = SubscriptionCaptions.Hindi,
        Schedule = ScheduleCaptions.Hindi,
        Problems = ProblemCaptions.Hindi,
        Shell = ShellCaptions.Hindi,
    };
}
