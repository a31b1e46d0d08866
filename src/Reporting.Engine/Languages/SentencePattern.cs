using System.Globalization;
using System.Text;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Languages;

/// <summary>
/// A whole sentence of a language in the syntax of ICU MessageFormat: <c>{name}</c>, <c>{name, plural, =0 {…} one {# …} other {# …}}</c> and
/// <c>{name, select, key {…} other {…}}</c>. Each language has its own order, number and gender, so no sentence is glued together from words. Own code: a package for this syntax cannot be restored here.
/// </summary>
public sealed class SentencePattern(string pattern)
{
    private const string Other = "other";

    public string Pattern { get; } = pattern;

    /// <summary>The sentence, beginning with a capital. Values are texts or whole numbers; an absent value is <c>other</c>.</summary>
    public string In(Language language, IReadOnlyDictionary<string, object?> values)
    {
        var at = 0;
        var text = Read(ref at, null, language, values);
        return at < Pattern.Length
            ? throw new FormatException($"The pattern ends at {at}: {Pattern}")
            : DirectionMark.Before(TextRules.Capitalised(text), language);
    }

    private string Read(ref int at, string? number, Language language, IReadOnlyDictionary<string, object?> values)
    {
        var text = new StringBuilder();
        while (at < Pattern.Length && Pattern[at] != '}')
        {
            switch (Pattern[at])
            {
                case '#' when number is not null:
                    HebrewPrefix.Append(text, number);
                    at++;
                    break;
                case '{':
                    HebrewPrefix.Append(text, Argument(ref at, number, language, values));
                    break;
                default:
                    text.Append(Pattern[at++]);
                    break;
            }
        }

        return text.ToString();
    }

    private string Argument(ref int at, string? number, Language language, IReadOnlyDictionary<string, object?> values)
    {
        var name = Word(ref at);
        var value = values.GetValueOrDefault(name);
        if (Pattern[at] == '}')
        {
            at++;
            return Text(value, language);
        }

        var kind = Word(ref at);
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (at++; Skip(ref at) != '}'; at++)
        {
            var start = at;
            at = Pattern.IndexOf('{', at);
            var key = Pattern[start..at++].Trim();
            options[key] = Read(ref at, kind == "plural" ? Text(value, language) : number, language, values);
        }

        at++;
        return Choice(kind, value, language).Select(options.GetValueOrDefault).FirstOrDefault(found => found is not null) ?? options[Other];
    }

    // Reads a name after '{' or ',' and stops at the ',' or '}' behind it.
    private string Word(ref int at)
    {
        var start = at + 1;
        at = Pattern.IndexOfAny([',', '}'], start);
        return Pattern[start..at].Trim();
    }

    private char Skip(ref int at)
    {
        while (Pattern[at] == ' ')
        {
            at++;
        }

        return Pattern[at];
    }

    private static string[] Choice(string kind, object? value, Language language) => (kind, value) switch
    {
        ("plural", long count) => [$"={count.ToString(CultureInfo.InvariantCulture)}", language.PluralOf(count), Other],
        (_, string key) => [key, Other],
        _ => [Other],
    };

    private static string Text(object? value, Language language) => value switch
    {
        long count => language.Count(count),
        null => string.Empty,
        _ => DirectionMark.After(value.ToString() ?? string.Empty, language),
    };
}

/// <summary>
/// A mark in a sentence from right to left, beside a name that is written from left to right. Without it the name would give its direction to the figures
/// behind it, and at the beginning to the whole sentence.
/// </summary>
internal static class DirectionMark
{
    private const string RightToLeft = "\u200F";

    public static string After(string name, Language language) => language.IsRightToLeft && IsLeftToRight(name.LastOrDefault(char.IsLetter)) ? name + RightToLeft : name;

    public static string Before(string sentence, Language language) => language.IsRightToLeft && IsLeftToRight(sentence.FirstOrDefault(char.IsLetter)) ? RightToLeft + sentence : sentence;

    // Letters of the scripts from right to left: Hebrew to Arabic Extended, and their presentation forms.
    private static bool IsLeftToRight(char letter) => letter is not (default(char) or >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC');
}

/// <summary>Hebrew prefixes ("in", "and", "from") are written together with a Hebrew word, and with a hyphen before digits and other letters.</summary>
internal static class HebrewPrefix
{
    private const char Maqaf = '־';

    public static void Append(StringBuilder text, string value)
    {
        if (text.Length > 0 && value.Length > 0 && IsHebrew(text[^1]) && (char.IsLetterOrDigit(value[0]) && !IsHebrew(value[0])))
        {
            text.Append(Maqaf);
        }

        text.Append(value);
    }

    private static bool IsHebrew(char letter) => letter is >= 'א' and <= 'ת';
}
