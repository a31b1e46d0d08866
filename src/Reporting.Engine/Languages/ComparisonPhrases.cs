namespace Reporting.Engine.Languages;

/// <summary>Texts about the period with which a report compares its figures. <c>{0}</c> is that period.</summary>
public sealed record ComparisonPhrases
{
    public static readonly ComparisonPhrases English = new()
    {
        Compared = "Compared with {0}.",
        DataBegin = "Not compared with {0}: the data begin in {1}.",
        DataEnd = "Not compared with {0}: the data end in {1}, this period in {2}.",
        NotOver = "Not compared with {0}: {1} is not over.",
        PeriodChosen = "Not compared with the period before: the filters name a part of the period.",
    };

    public static readonly ComparisonPhrases Hindi = new()
    {
        Compared = "तुलना की अवधि: {0}।",
        DataBegin = "तुलना नहीं ({0}): आँकड़े {1} से शुरू होते हैं।",
        DataEnd = "तुलना नहीं ({0}): आँकड़े {1} में समाप्त होते हैं, यह अवधि {2} में।",
        NotOver = "तुलना नहीं ({0}): वर्ष {1} अभी पूरा नहीं हुआ है।",
        PeriodChosen = "पिछली अवधि से तुलना नहीं: फ़िल्टर अवधि का केवल एक भाग चुनते हैं।",
    };

    public static readonly ComparisonPhrases Hebrew = new()
    {
        Compared = "בהשוואה ל־{0}.",
        DataBegin = "ללא השוואה ל־{0}: הנתונים מתחילים ב־{1}.",
        DataEnd = "ללא השוואה ל־{0}: הנתונים מסתיימים ב־{1}, והתקופה ב־{2}.",
        NotOver = "ללא השוואה ל־{0}: שנת {1} טרם הסתיימה.",
        PeriodChosen = "ללא השוואה לתקופה הקודמת: הסינון בוחר רק חלק מהתקופה.",
    };

    public required string Compared { get; init; }

    /// <summary><c>{1}</c> is the first year of the data.</summary>
    public required string DataBegin { get; init; }

    /// <summary><c>{1}</c> is the last year of the data, <c>{2}</c> that of the period.</summary>
    public required string DataEnd { get; init; }

    /// <summary><c>{1}</c> is a year that goes on after the day of the data.</summary>
    public required string NotOver { get; init; }

    /// <summary>Where the request filters by periods of its own.</summary>
    public required string PeriodChosen { get; init; }
}
