namespace Reporting.Delivery.Alerts;

public sealed partial record AlertPhrases
{
    private static readonly AlertPhrases Hindi = new()
    {
        Above = "{0}: {1} से अधिक",
        Below = "{0}: {1} से कम",
        Changed = "{0}: पिछली जाँच से {1} या अधिक का बदलाव",
        First = "“{0}” में नया",
        Silent = "{0} महीने या अधिक से कोई गतिविधि नहीं",
        SilentRule = "अंतिम आयोजित गतिविधि गिनी जाती है। जिसका केवल महीना या वर्ष ज्ञात है, वह उसके अंतिम दिन गिनी जाती है। महीने आँकड़ों की तिथि तक गिने जाते हैं।",
        Matches = "नई गतिविधियाँ",
        Overdue = "नियोजित गतिविधियाँ जिनका दिन बीत चुका है और जिनकी पुष्टि नहीं हुई",
        OverdueCommitments = "प्रतिबद्धताएँ जिनकी समय-सीमा बीत चुकी है",
        CommitmentOf = "{0} ({1})",
        Stale = "{0} दिन या अधिक से कोई आयात नहीं",
        AndMore = "और {0} अन्य",
        WasBefore = "पिछली जाँच में {0}",
        Engagement = "गतिविधि",
        Date = "तिथि",
        Before = "पिछली जाँच",
        SetUpBy = "{0}: एक चेतावनी, जिसे {1} ने बनाया। आँकड़े वही हैं जो {1} देख सकते हैं।",
        ShowFigures = "ये आँकड़े दिखाएँ",
        ShowAlert = "चेतावनी और उसका इतिहास",
    };
}
