using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>Brings names into a comparable form. Two names with the same form may belong to one member.</summary>
internal static class ComparableName
{
    private static readonly HashSet<string> Fillers = new(["the", "of", "and", "for", "de", "la", "du", "des", "del"], StringComparer.Ordinal);

    /// <summary>A comparable form of a name: sorted words without accents, fillers, doubled letters and common differences of spelling.</summary>
    public static string Of(string name)
    {
        var words = Slugs.Of(name).Split('-', StringSplitOptions.RemoveEmptyEntries).Where(word => !IsFiller(word)).Select(Word).Order(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>True for words that are too common to distinguish names.</summary>
    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>A word without common differences of spelling.</summary>
    public static string Word(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (var c in word.Replace("isation", "ization", StringComparison.Ordinal).Replace("programme", "program", StringComparison.Ordinal).Replace("our", "or", StringComparison.Ordinal))
        {
            var kept = c is 'c' or 'z' ? 's' : c;
            if (letters.Length == 0 || letters[^1] != kept || char.IsDigit(c))
            {
                letters.Append(kept);
            }
        }

        return letters is { Length: > 4 } && letters[^1] == 's' ? letters.ToString(0, letters.Length - 1) : letters.ToString();
    }
}
