namespace Reporting.Engine.Languages;

public sealed partial record MeasurePhrases
{
    public static readonly MeasurePhrases Hindi = new()
    {
        Previous = "{0}, पिछली अवधि",
        PreviousYear = "{0}, एक वर्ष पहले",
        Change = "{0}, परिवर्तन",
        ChangePct = "{0}, परिवर्तन (%)",
        ToDate = "{0}, अब तक",
        Rolling = "{0}, पिछली {1} अवधियाँ",
        Running = "{0}, इस अवधि तक",
        Share = "{0}, योग में हिस्सा",
        ShareOfRow = "{0}, पंक्ति में हिस्सा",
        ShareOfColumn = "{0}, स्तंभ में हिस्सा",
        ShareOfParent = "{0}, ऊपरी स्तर में हिस्सा",
        IsFiltered = "{0}, केवल इनके साथ: {1}।",
        IsRatio = "{0} को {1} से भाग देने पर। जहाँ भाजक 0 है, वहाँ रिक्त।",
        IsRatioPer = "{1} में हर {2} पर {0}। जहाँ भाजक 0 है, वहाँ रिक्त।",
        IsSum = "{0} और {1} मिलाकर।",
        IsDifference = "{0} में से {1} घटाकर।",
        IsPrevious = "{0}, पिछली कैलेंडर अवधि में।",
        IsPreviousYear = "{0}, एक वर्ष पहले की उसी अवधि में।",
        IsChange = "{0}: पिछली कैलेंडर अवधि से अंतर।",
        IsChangePct = "{0}: पिछली कैलेंडर अवधि से प्रतिशत परिवर्तन। जहाँ उस अवधि में 0 है, वहाँ रिक्त।",
        IsToDate = "{0}, {2} के आरंभ से इस अवधि तक, इसे मिलाकर।",
        IsRolling = "{0}, पिछली {1} अवधियों में एक साथ, इस अवधि को मिलाकर।",
        IsRunning = "{0}, पूछी गई पहली अवधि से इस अवधि तक, इसे मिलाकर।",
        IsShare = "क्वेरी के योग में हिस्सा: {0}।",
        IsShareOfRow = "पंक्ति के योग में हिस्सा: {0}।",
        IsShareOfColumn = "स्तंभ के योग में हिस्सा: {0}।",
        IsShareOfParent = "ऊपरी स्तर में हिस्सा: {0}।",
        AddsUpNowhere = "इसकी पंक्तियाँ जोड़ी नहीं जा सकतीं।",
        IncompleteAsOf = "अपूर्ण अवधियाँ: {0}। आँकड़े {1} तक के हैं।",
        IncompleteByFilter = "फ़िल्टर इन अवधियों का केवल एक भाग रखते हैं: {0}।",
    };
}
