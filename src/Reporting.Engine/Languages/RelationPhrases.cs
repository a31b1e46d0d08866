namespace Reporting.Engine.Languages;

/// <summary>Relations between engagements in words, seen from both sides.</summary>
public sealed class RelationPhrases(IReadOnlyDictionary<string, (string To, string From)> words)
{
    public static readonly RelationPhrases English = new(new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["implements"] = ("Implements", "Implemented by"),
        ["follows-up"] = ("Follows up", "Followed up by"),
        ["amends"] = ("Amends", "Amended by"),
        ["replaces"] = ("Replaces", "Replaced by"),
        ["cancels"] = ("Cancels", "Cancelled by"),
        ["prepares"] = ("Prepares", "Prepared by"),
    });

    public static readonly RelationPhrases Hindi = new(new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["implements"] = ("इसे लागू करती है", "इससे लागू हुई"),
        ["follows-up"] = ("इसे आगे बढ़ाती है", "इससे आगे बढ़ी"),
        ["amends"] = ("इसमें संशोधन करती है", "इससे संशोधित हुई"),
        ["replaces"] = ("इसका स्थान लेती है", "इसने स्थान लिया"),
        ["cancels"] = ("इसे रद्द करती है", "इससे रद्द हुई"),
        ["prepares"] = ("इसकी तैयारी करती है", "इससे तैयारी हुई"),
    });

    public static readonly RelationPhrases Hebrew = new(new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["implements"] = ("מיישמת את", "יושמה על ידי"),
        ["follows-up"] = ("המשך של", "המשכה"),
        ["amends"] = ("מתקנת את", "תוקנה על ידי"),
        ["replaces"] = ("מחליפה את", "הוחלפה על ידי"),
        ["cancels"] = ("מבטלת את", "בוטלה על ידי"),
        ["prepares"] = ("הכנה של", "הוכנה על ידי"),
    });

    /// <param name="isIncoming">True for the name that the other engagement gives it.</param>
    public string Of(string kind, bool isIncoming) => words.TryGetValue(kind, out var names) ? isIncoming ? names.From : names.To : kind;
}
