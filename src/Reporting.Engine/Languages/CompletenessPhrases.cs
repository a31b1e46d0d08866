namespace Reporting.Engine.Languages;

/// <summary>The words of completeness. Each pattern has its number as <c>count</c>.</summary>
public sealed record CompletenessPhrases
{
    public static readonly CompletenessPhrases English = new()
    {
        Missing = "What is missing", Share = "Share",
        NoDay = "Exact date", NoPlace = "Place", NoDomain = "Domain", NoSecondSource = "Second source",
        Of = new("of {count, plural, one {# engagement} other {# engagements}}"),
        WithoutDay = new("{count, plural, one {# has} other {# have}} no exact date"),
        WithoutPlace = new("{count, plural, one {# has} other {# have}} no place"),
        WithoutDomain = new("{count, plural, one {# has} other {# have}} no domain"),
        WithoutSecondSource = new("{count, plural, one {# has} other {# have}} no second source"),
        Median = new("median days from an engagement to its record: {count}."),
    };

    public static readonly CompletenessPhrases Hindi = new()
    {
        Missing = "क्या ज्ञात नहीं", Share = "हिस्सा",
        NoDay = "सटीक तिथि", NoPlace = "स्थान", NoDomain = "क्षेत्र", NoSecondSource = "दूसरा स्रोत",
        Of = new("{count, plural, one {# गतिविधि} other {# गतिविधियों}} में"),
        WithoutDay = new("{count} की सटीक तिथि नहीं"),
        WithoutPlace = new("{count} का स्थान नहीं"),
        WithoutDomain = new("{count} का क्षेत्र नहीं"),
        WithoutSecondSource = new("{count} का दूसरा स्रोत नहीं"),
        Median = new("गतिविधि से उसकी प्रविष्टि तक के दिनों की माध्यिका: {count}।"),
    };

    public static readonly CompletenessPhrases Hebrew = new()
    {
        Missing = "מה חסר", Share = "חלק",
        NoDay = "תאריך מדויק", NoPlace = "מקום", NoDomain = "תחום", NoSecondSource = "מקור שני",
        Of = new("מתוך {count, plural, one {פעילות אחת} two {שתי פעילויות} other {# פעילויות}}"),
        WithoutDay = new("ל{count, plural, one {אחת} two {שתיים} other {־#}} אין תאריך מדויק"),
        WithoutPlace = new("ל{count, plural, one {אחת} two {שתיים} other {־#}} אין מקום"),
        WithoutDomain = new("ל{count, plural, one {אחת} two {שתיים} other {־#}} אין תחום"),
        WithoutSecondSource = new("ל{count, plural, one {אחת} two {שתיים} other {־#}} אין מקור שני"),
        Median = new("ימים ממועד הפעילות עד לרישומה (חציון): {count}."),
    };

    public required string Missing { get; init; }

    public required string Share { get; init; }

    public required string NoDay { get; init; }

    public required string NoPlace { get; init; }

    public required string NoDomain { get; init; }

    public required string NoSecondSource { get; init; }

    public required SentencePattern Of { get; init; }

    public required SentencePattern WithoutDay { get; init; }

    public required SentencePattern WithoutPlace { get; init; }

    public required SentencePattern WithoutDomain { get; init; }

    public required SentencePattern WithoutSecondSource { get; init; }

    public required SentencePattern Median { get; init; }
}
