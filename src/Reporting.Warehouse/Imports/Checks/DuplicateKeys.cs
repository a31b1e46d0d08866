using System.Collections.Frozen;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Keys under which possible duplicates of a name are found: its words, its country, an organisation's short form, its initials.</summary>
internal sealed class DuplicateKeys(CountryNames? countries)
{
    private const int MaxShort = 10;

    // Short forms from organisations.tsv, including those that are not the initials of the name, such as UNICEF.
    private static readonly FrozenDictionary<string, string> Organisations = Read();

    /// <summary>Keys for comparing any two names.</summary>
    public IEnumerable<string> Shared(string name)
    {
        var bare = Bare(name, out var inside);
        foreach (var text in inside.Length > 0 ? new[] { name, bare } : [name])
        {
            if (ComparableName.Of(text) is { Length: > 0 } words)
            {
                yield return words;
                if (Organisations.TryGetValue(words, out var organisation))
                {
                    yield return $"o:{organisation}";
                }
            }
        }

        if (inside.Length > 0 && Organisations.TryGetValue(ComparableName.Of(inside), out var known))
        {
            yield return $"o:{known}";
        }

        if (countries?.Find(name) is { } country)
        {
            yield return $"c:{country}";
        }

        if (IsShort(inside))
        {
            yield return $"i:{Plain(inside)}";
        }

        if (IsShort(name))
        {
            yield return $"i:{Plain(name)}";
        }
    }

    /// <summary>The initials of a name of several words. Compare them with short forms only, because two long names may share them.</summary>
    public static IEnumerable<string> Initials(string name)
    {
        var words = Slugs.Of(Bare(name, out _)).Split('-', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is > 1 and <= MaxShort + 4)
        {
            var all = string.Concat(words.Select(word => word[0]));
            var full = string.Concat(words.Where(word => !ComparableName.IsFiller(word)).Select(word => word[0]));
            foreach (var initials in new[] { all, full }.Distinct(StringComparer.Ordinal).Where(i => i.Length > 1))
            {
                yield return $"i:{initials.ToUpperInvariant()}";
            }
        }
    }

    private static string Bare(string name, out string inside)
    {
        var open = name.LastIndexOf('(');
        inside = open > 0 && name.EndsWith(')') ? name[(open + 1)..^1].Trim() : "";
        return inside.Length > 0 ? name[..open].Trim() : name;
    }

    private static string Plain(string text) => text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    // Capitals, with or without full stops: UNDP, U.N.D.P.
    private static bool IsShort(string text) => Plain(text) is { Length: >= 2 and <= MaxShort } plain && plain.All(char.IsUpper) && (text.Length == plain.Length || text.Contains('.', StringComparison.Ordinal));

    private static FrozenDictionary<string, string> Read()
    {
        using var content = typeof(DuplicateKeys).Assembly.GetManifestResourceStream("organisations.tsv")!;
        using var text = new StreamReader(content);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            var (name, full) = (ComparableName.Of(line.Split('\t')[0]), ComparableName.Of(line.Split('\t')[1]));
            names.TryAdd(full, full);
            names.TryAdd(name, names[full]);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
