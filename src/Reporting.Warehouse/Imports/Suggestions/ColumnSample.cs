using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Numbers;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Statistics of one column: how many values are numbers, years, or dates in each format, and its distinct values up to a limit.</summary>
internal sealed partial class ColumnSample(string name, int index)
{
    private const int MaxDistinct = 20_000;
    private const int MaxDistinctCharacters = 2_000_000;

    private static readonly HashSet<string> Flags = new(["0", "1", "0.0", "1.0", "yes", "no", "y", "n", "true", "false", "x"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, (int Count, Traits Traits, long Dates)> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<Traits, int> _traits = [];
    private readonly int[] _dates = new int[DateForms.All.Length];
    private HashSet<ulong>? _hashes = [];
    private int _characters;

    [Flags]
    private enum Traits
    {
        None = 0,
        Number = 1,
        CommaNumber = 2,
        Whole = 4,
        Year = 8,
        Flag = 16,
    }

    public string Name => name;

    public int Index => index;

    /// <summary>The number of data rows.</summary>
    public int Rows { get; private set; }

    public int Count { get; private set; }

    public int MaxLength { get; private set; }

    public long Characters { get; private set; }

    public string? Example { get; private set; }

    /// <summary>False when the column has more distinct values than are kept.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The distinct values with their counts.</summary>
    public IEnumerable<(string Text, int Count)> Values => _values.Select(value => (value.Key, value.Value.Count));

    public bool HasValues => Count > 0;

    public int Blank => Rows - Count;

    /// <summary>True when every row has a different value.</summary>
    public bool IsUnique => Rows > 0 && Count == Rows && _hashes is not null;

    public bool IsNumber => HasValues && Of(Traits.Number) == Count;

    public bool IsDecimalComma => HasValues && !IsNumber && Of(Traits.CommaNumber) == Count;

    /// <summary>True when nearly all values are numbers.</summary>
    public bool IsMostlyNumber => HasValues && Of(Traits.Number) * 10 >= Count * 9;

    public int NotNumbers => Count - Of(Traits.Number);

    public int NotWhole => Count - Of(Traits.Whole);

    public bool IsYear => HasValues && Of(Traits.Year) * 10 >= Count * 9;

    public bool IsFlag => Count > 1 && Of(Traits.Flag) == Count && IsComplete && _values.Count <= 2;

    public double Length => Count == 0 ? 0 : (double)Characters / Count;

    /// <summary>The best format, further formats for the rest, and the number of unread values. No format when the column does not hold dates.</summary>
    public (IReadOnlyList<string> Formats, string? Language, int Unread, string? Example, bool IsAmbiguous) Dates()
    {
        var forms = Enumerable.Range(0, DateForms.All.Length).ToList();
        bool Reads((int Count, Traits Traits, long Dates) value, int form) => (value.Dates & (1L << form)) != 0;
        var chosen = new List<int>();
        var left = _values.ToList();
        while (chosen.Count < 4 && forms.Where(i => !chosen.Exists(c => DateForms.IsSameShape(c, i) || !DateForms.IsCompatible(c, i)))
            .Select(i => (Form: i, Values: chosen.Count == 0 ? _dates[i] : left.Where(v => Reads(v.Value, i)).Sum(v => v.Value.Count))).MaxBy(form => form.Values) is { Values: > 0 } best)
        {
            if (chosen.Count == 0 && best.Values * 2 < Count)
            {
                break;
            }

            chosen.Add(best.Form);
            left = left.FindAll(v => !Reads(v.Value, best.Form));
        }

        var unread = left.Sum(v => v.Value.Count);
        if (chosen.Count == 0 || (Count - unread) * 10 < Count * 9)
        {
            return ([], null, Count, null, false);
        }

        var isAmbiguous = forms.Exists(i => DateForms.IsSameShape(chosen[0], i) && _dates[i] == _dates[chosen[0]]);
        return ([.. chosen.Select(i => DateForms.All[i].Format).Distinct()], chosen.Select(i => DateForms.All[i].Language).FirstOrDefault(language => language is not null), unread, left.FirstOrDefault().Key, isAmbiguous);
    }

    /// <summary>Values that mean "missing" in many files.</summary>
    public IEnumerable<string> Sentinels() => _values.Keys.Where(v => v is "-9" or "-99" or "-999" or "xx" or "XX" or "N/A" or "n/a" or "NA" or "#N/A" or "NULL" or "null" or "-" or "--" or "." or "UNK" or "unknown");

    public bool IsCalled(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Key.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words of the column's name, with a space before and after each.</summary>
    public string Key { get; } = HeaderWords.Key(name);

    public void Add(string text)
    {
        Rows++;
        var value = TextSteps.Spaces(text);
        if (value.Length == 0)
        {
            return;
        }

        Count++;
        Example ??= value;
        MaxLength = Math.Max(MaxLength, value.Length);
        Characters += value.Length;
        _hashes = _hashes?.Add(Hash(value)) == false ? null : _hashes;

        Keep(value);
    }

    private void Keep(string value)
    {
        var isKnown = _values.TryGetValue(value, out var known);
        var (traits, dates) = isKnown ? (known.Traits, known.Dates) : (TraitsOf(value), DateForms.Of(value));
        for (var i = 0; i < _dates.Length; i++)
        {
            _dates[i] += (int)((dates >> i) & 1);
        }

        for (var trait = Traits.Number; trait <= Traits.Flag; trait = (Traits)((int)trait << 1))
        {
            if (traits.HasFlag(trait))
            {
                _traits[trait] = Of(trait) + 1;
            }
        }

        if (isKnown || (_values.Count < MaxDistinct && _characters + value.Length < MaxDistinctCharacters))
        {
            _characters += isKnown ? 0 : value.Length;
            _values[value] = (known.Count + 1, traits, dates);
        }
        else
        {
            IsComplete = false;
        }
    }

    private int Of(Traits trait) => _traits.GetValueOrDefault(trait);

    private static Traits TraitsOf(string value)
    {
        var traits = NumberReader.TryRead(value, ".", out var number) ? Traits.Number | (number == decimal.Truncate(number) && number >= 0 ? Traits.Whole : Traits.None) : Traits.None;
        traits |= NumberReader.TryRead(value, ",", out _) ? Traits.CommaNumber : Traits.None;
        traits |= Year().IsMatch(value) ? Traits.Year : Traits.None;
        return traits | (Flags.Contains(value) ? Traits.Flag : Traits.None);
    }

    // FNV-1a with 64 bits, so that long texts need not be kept to count distinct values.
    private static ulong Hash(string value)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in value)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash ^ (hash >> 29);
    }

    [GeneratedRegex(@"^(1[89]|20|21)\d\d(\.0)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();
}
