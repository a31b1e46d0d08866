namespace Reporting.Engine.Languages;

/// <summary>The words of completeness. A sentence has the number for {0}.</summary>
public sealed record CompletenessPhrases
{
    public static readonly CompletenessPhrases English = new()
    {
        Missing = "What is missing", Share = "Share",
        NoDay = "Exact date", NoPlace = "Place", NoDomain = "Domain", NoSecondSource = "Second source",
        Of = "Of {0} engagements", WithoutDay = "{0} have no exact date", WithoutPlace = "{0} no place", WithoutDomain = "{0} no domain", WithoutSecondSource = "{0} no second source",
        Median = "Days from the engagement to its record (median): {0}.",
    };

    public static readonly CompletenessPhrases Hindi = new()
    {
        Missing = "क्या ज्ञात नहीं", Share = "हिस्सा",
        NoDay = "सटीक तिथि", NoPlace = "स्थान", NoDomain = "क्षेत्र", NoSecondSource = "दूसरा स्रोत",
        Of = "{0} गतिविधियों में", WithoutDay = "{0} की सटीक तिथि नहीं", WithoutPlace = "{0} का स्थान नहीं", WithoutDomain = "{0} का क्षेत्र नहीं", WithoutSecondSource = "{0} का दूसरा स्रोत नहीं",
        Median = "गतिविधि से उसके दर्ज होने तक के दिन (माध्यिका): {0}।",
    };

    public static readonly CompletenessPhrases Hebrew = new()
    {
        Missing = "מה חסר", Share = "חלק",
        NoDay = "תאריך מדויק", NoPlace = "מקום", NoDomain = "תחום", NoSecondSource = "מקור שני",
        Of = "מתוך {0} פעילויות", WithoutDay = "ל-{0} אין תאריך מדויק", WithoutPlace = "ל-{0} אין מקום", WithoutDomain = "ל-{0} אין תחום", WithoutSecondSource = "ל-{0} אין מקור שני",
        Median = "ימים ממועד הפעילות עד לרישומה (חציון): {0}.",
    };

    public required string Missing { get; init; }

    public required string Share { get; init; }

    public required string NoDay { get; init; }

    public required string NoPlace { get; init; }

    public required string NoDomain { get; init; }

    public required string NoSecondSource { get; init; }

    public required string Of { get; init; }

    public required string WithoutDay { get; init; }

    public required string WithoutPlace { get; init; }

    public required string WithoutDomain { get; init; }

    public required string WithoutSecondSource { get; init; }

    public required string Median { get; init; }
}
