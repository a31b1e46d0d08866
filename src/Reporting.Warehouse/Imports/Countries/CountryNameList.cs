using System.Collections.Frozen;
using System.Text;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Countries;

/// <summary>
/// The program's country names and codes (names.tsv, codes.tsv), in English, Hindi, Hebrew, French, Spanish and German. Sources: Unicode CLDR, ISO 3166, the
/// World Bank's forms, former states of ISO 3166-3, and names in common use.
/// </summary>
internal static class CountryNameList
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["rep"] = "republic", ["dem"] = "democratic", ["fed"] = "federal", ["sts"] = "states", ["saint"] = "st", ["isl"] = "islands", ["is"] = "islands", ["terr"] = "territory", ["peoples"] = "people",
    };

    /// <summary>Other codes, such as those of three letters, with the country's code in the warehouse.</summary>
    public static readonly FrozenDictionary<string, string> Codes =
        Rows("codes.tsv").ToFrozenDictionary(row => row[1], row => row[2], StringComparer.OrdinalIgnoreCase);

    /// <summary>The possible countries by the words of a name (<see cref="Words"/>).</summary>
    public static readonly FrozenDictionary<string, string[]> Names = Rows("names.tsv").Where(row => row[2] != "contested")
        .GroupBy(row => Words(row[1]), row => row[0], StringComparer.Ordinal)
        .ToFrozenDictionary(name => name.Key, name => name.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    /// <summary>Each country with its first name in the list, which is the English name of CLDR.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Firsts =
        [.. Rows("names.tsv").Where(row => row[2] != "contested").DistinctBy(row => row[0], StringComparer.Ordinal).Select(row => (row[0], row[1]))];

    /// <summary>Names that several states shared. They differ only in "Republic of …" and the like.</summary>
    public static readonly FrozenDictionary<string, string[]> Contested = Rows("names.tsv").Where(row => row[2] == "contested")
        .ToFrozenDictionary(row => Words(row[1]), row => row[0].Split(' '), StringComparer.Ordinal);

    /// <summary>The words of a name in order, without accents and articles. Abbreviations are expanded, and initials ("U.S.S.R.") form one word.</summary>
    public static string Words(string name)
    {
        var words = new List<string>();
        var initials = new StringBuilder();
        foreach (var part in Slugs.Of(name.Replace("\u05F3", "", StringComparison.Ordinal).Replace("\u05F4", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)).Split('-'))
        {
            if (part.Length == 1)
            {
                initials.Append(part);
                continue;
            }

            Flush(words, initials);
            words.Add(part);
        }

        Flush(words, initials);
        return string.Join(' ', words.Select(word => Abbreviations.GetValueOrDefault(word, word)).Where(word => !ComparableName.IsFiller(word)).Select(Spelt).Order(StringComparer.Ordinal));
    }

    // Short words may be initials, in which doubled letters count: "USSR" must not become "USR".
    private static string Spelt(string word) => word.Length <= 4 ? word : ComparableName.Word(word);

    private static void Flush(List<string> words, StringBuilder initials)
    {
        if (initials.Length > 0)
        {
            words.Add(initials.ToString());
            initials.Clear();
        }
    }

    public static IEnumerable<string[]> Rows(string file)
    {
        using var content = typeof(CountryNameList).Assembly.GetManifestResourceStream($"countries/{file}")!;
        using var text = new StreamReader(content);
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
