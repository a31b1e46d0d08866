using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Engine.Languages;

namespace Reporting.Api.Pages.Languages;

/// <summary>
/// The sentences of the health checks, in the reader's language. The checks themselves are English, for the command line and the API; here each of their sentences
/// stands with <c>{0}</c> and so on for its values. A sentence that is missing stays English.
/// </summary>
internal static partial class HealthSentences
{
    private static readonly Dictionary<string, List<(Regex Pattern, string Sentence)>> All = new()
    {
        ["he"] = Compile(Hebrew),
        ["hi"] = Compile(Hindi),
    };

    /// <summary>Null if there is no translation.</summary>
    public static string? Of(string sentence, Language language)
    {
        foreach (var (pattern, own) in All.GetValueOrDefault(language.Code) ?? [])
        {
            if (pattern.Match(sentence) is { Success: true } match)
            {
                return string.Format(CultureInfo.InvariantCulture, own, [.. match.Groups.Values.Skip(1).Select(g => g.Value)]);
            }
        }

        return null;
    }

    // The longest sentence first, since a short one may match its beginning.
    private static List<(Regex Pattern, string Sentence)> Compile(IReadOnlyDictionary<string, string> sentences) =>
        [.. sentences.OrderByDescending(s => s.Key.Length).Select(s => (new Regex("^" + Place().Replace(Regex.Escape(s.Key), "(.+?)") + "$", RegexOptions.Singleline, TimeSpan.FromSeconds(1)), s.Value))];

    [GeneratedRegex(@"\\\{[0-9]\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
