namespace Reporting.Engine.Languages;

/// <summary>States, evidence and assessments of commitments in words.</summary>
public sealed class CommitmentPhrases
{
    public static readonly CommitmentPhrases English = new(["Overdue", "In progress", "Open", "Delivered", "Dropped"])
    {
        Evidence = Kinds("Carries it on", "Delivers it", "Drops it"),
        Scores = ["Nothing done", "Begun", "Mostly done", "Done"],
        None = "No agreement of this selection has commitments.",
        Commitments = "Commitments",
        Commitment = "Commitment",
        StateCaption = "State",
        Due = "Due",
        DaysLate = "Days late",
        DeliveredShare = "Delivered share",
        Agreement = "Agreement",
        Parties = "Responsible",
        Target = "Target",
        OnDay = "Status on {0}.",
        FollowUps = "Agreements, and other engagements with commitments: {0}. Without any follow-up: {1}. Median days to the first follow-up: {2}.",
    };

    public static readonly CommitmentPhrases Hindi = new(["समय-सीमा बीती", "प्रगति पर", "लंबित", "पूरी हुई", "छोड़ दी गई"])
    {
        Evidence = Kinds("इसे आगे बढ़ाती है", "इसे पूरा करती है", "इसे समाप्त करती है"),
        Scores = ["कुछ नहीं हुआ", "शुरू हुआ", "अधिकांश हुआ", "पूरा हुआ"],
        None = "इस चयन के किसी समझौते में प्रतिबद्धताएँ नहीं हैं।",
        Commitments = "प्रतिबद्धताएँ",
        Commitment = "प्रतिबद्धता",
        StateCaption = "स्थिति",
        Due = "समय-सीमा",
        DaysLate = "विलंब के दिन",
        DeliveredShare = "पूरी हुई प्रतिबद्धताओं का हिस्सा",
        Agreement = "समझौता",
        Parties = "उत्तरदायी",
        Target = "लक्ष्य",
        OnDay = "{0} की स्थिति।",
        FollowUps = "समझौते, और प्रतिबद्धताओं वाली अन्य गतिविधियाँ: {0}। बिना किसी अनुवर्ती गतिविधि के: {1}। पहली अनुवर्ती गतिविधि तक के दिनों की माध्यिका: {2}।",
    };

    public static readonly CommitmentPhrases Hebrew = new(["באיחור", "בביצוע", "פתוחה", "קוימה", "בוטלה"])
    {
        Evidence = Kinds("מקדמת אותה", "מקיימת אותה", "מבטלת אותה"),
        Scores = ["דבר לא נעשה", "הוחל", "נעשה ברובו", "נעשה"],
        None = "אין התחייבויות באף הסכם שנבחר.",
        Commitments = "התחייבויות",
        Commitment = "התחייבות",
        StateCaption = "מצב",
        Due = "מועד",
        DaysLate = "ימי איחור",
        DeliveredShare = "שיעור הקיום",
        Agreement = "הסכם",
        Parties = "אחראים",
        Target = "יעד",
        OnDay = "המצב ב־{0}.",
        FollowUps = "הסכמים, ופעילויות אחרות עם התחייבויות: {0}. ללא כל המשך: {1}. חציון הימים עד ההמשך הראשון: {2}.",
    };

    private readonly IReadOnlyList<string> _states;

    private CommitmentPhrases(IReadOnlyList<string> states) => _states = states;

    /// <summary>The effect of an engagement on the commitment.</summary>
    public required IReadOnlyDictionary<string, string> Evidence { get; init; }

    /// <summary>The scores from 0 to 3.</summary>
    public required IReadOnlyList<string> Scores { get; init; }

    /// <summary>What a section says in place of an empty table.</summary>
    public required string None { get; init; }

    public required string Commitments { get; init; }

    public required string Commitment { get; init; }

    public required string StateCaption { get; init; }

    public required string Due { get; init; }

    public required string DaysLate { get; init; }

    public required string DeliveredShare { get; init; }

    public required string Agreement { get; init; }

    public required string Parties { get; init; }

    public required string Target { get; init; }

    /// <summary>{0}: a day.</summary>
    public required string OnDay { get; init; }

    /// <summary>The number of agreements, of those without a follow-up, and the median of days.</summary>
    public required string FollowUps { get; init; }

    public string State(string state) => state switch
    {
        "late" => _states[0],
        "in-progress" => _states[1],
        "open" => _states[2],
        "delivered" => _states[3],
        _ => _states[4],
    };

    private static Dictionary<string, string> Kinds(string advances, string delivers, string drops) =>
        new(StringComparer.Ordinal) { ["advances"] = advances, ["delivers"] = delivers, ["drops"] = drops };
}
