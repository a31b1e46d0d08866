using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The words of a column's name, and the English words for those of other languages.</summary>
internal static partial class HeaderWords
{
    private static readonly Dictionary<string, string> English = new[]
    {
        ("title", "intitulé titre titel título शीर्षक כותרת"), ("name", "bezeichnung नाम שם"), ("date", "datum fecha तिथि तारीख दिनांक תאריך"), ("year", "année jahr año वर्ष שנה"), ("month", "mois monat महीना माह חודש"),
        ("start", "début beginn inicio आरंभ התחלה"), ("end", "ende समाप्ति סיום"), ("amount", "montant betrag importe monto राशि סכום"), ("country", "pays país देश מדינה ארץ"), ("city", "ville stadt ciudad शहर עיר"),
        ("sector", "secteur sektor क्षेत्र תחום מגזר"), ("donor", "bailleur donateur geber donante दाता תורם"), ("partner", "partenaire partenaires साझेदार שותף"), ("participants", "teilnehmer participantes प्रतिभागी משתתפים"),
        ("number", "numéro número nummer nr n° nº क्रम क्रमांक מספר"), ("type", "typ tipo प्रकार סוג"),
    }.SelectMany(word => word.Item2.Split(' ').Select(other => (Other: TextRules.Clean(other), English: word.Item1))).ToDictionary(word => word.Other, word => word.English, StringComparer.Ordinal);

    /// <summary>The words in lower case, with a space before and after each.</summary>
    public static string Key(string name)
    {
        var key = $" {Words().Replace(name, "${low} ${up}").Replace('_', ' ').Replace('-', ' ').Replace('.', ' ').ToLowerInvariant()} ";
        var more = TextRules.Clean(key).Split([' ', '(', ')', ',', ':', '/'], StringSplitOptions.RemoveEmptyEntries).Where(English.ContainsKey).Select(word => $"{English[word]} ");
        return key + string.Concat(more);
    }

    [GeneratedRegex("(?<low>[a-z0-9])(?<up>[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
