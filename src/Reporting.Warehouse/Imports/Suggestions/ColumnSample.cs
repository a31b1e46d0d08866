using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Numbers;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Statistics of one column: how many values are numbers, years, or dates in each format, and its distinct values up to a limit.</summary>
internal sealed partial class ColumnSample(string name, int index)
{
    private const int MaxDistinct = 20_000;
    private const int MaxDistinctCharacters = 2_000_000;
    private const int MaxDate = 30;

    /// <summary>Formats of dates. If two formats read a text as different days, only one is suggested.</summary>
    public static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yy", "d-MMM-yyyy",
        "d/M/yy", "M/d/yy", "MMMM yyyy", "MMM yyyy", "MMM-yy", "M/yyyy", "yyyy-MM", "yyyy",
    ];

    private static readonly HashSet<string> Flags = new(["0", "1", "0.0", "1.0", "yes", "no", "y", "n", "true", "false", "x"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, (int Count, Traits Traits, int Dates)> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<Traits, int> _traits = [];
    private readonly int[] _dates = new int[DateFormats.Length];
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
    public (IReadOnlyList<string> Formats, int Unread, string? Example, bool IsAmbiguous) Dates()
    {
        var best = Enumerable.Range(0, DateFormats.Length).OrderByDescending(i => _dates[i]).ThenBy(i => i).First();
        if (Count == 0 || _dates[best] * 10 < Count * 6)
        {
            return ([], Count, null, false);
        }

        var chosen = new List<int> { best };
        var left = _values.Where(v => (v.Value.Dates & (1 << best)) == 0).ToList();
        foreach (var i in Enumerable.Range(0, DateFormats.Length).OrderByDescending(i => left.Where(v => (v.Value.Dates & (1 << i)) != 0).Sum(v => v.Value.Count)).Where(i => !chosen.Exists(c => IsSameShape(c, i))))
        {
            if (chosen.Count < 4 && left.Exists(v => (v.Value.Dates & (1 << i)) != 0))
            {
                chosen.Add(i);
                left = left.FindAll(v => (v.Value.Dates & (1 << i)) == 0);
            }
        }

        var unread = left.Sum(v => v.Value.Count);
        var isAmbiguous = Enumerable.Range(0, DateFormats.Length).Any(i => IsSameShape(best, i) && _dates[i] == _dates[best]);
        return (Count - unread) * 10 < Count * 9 ? ([], Count, null, false) : ([.. chosen.Select(i => DateFormats[i])], unread, left.FirstOrDefault().Key, isAmbiguous);
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
    public string Key { get; } = $" {Words().Replace(name, "${low} ${up}").Replace('_', ' ').Replace('-', ' ').Replace('.', ' ').ToLowerInvariant()} ";

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
        var (traits, dates) = isKnown ? (known.Traits, known.Dates) : (TraitsOf(value), DatesOf(value));
        for (var i = 0; i < _dates.Length; i++)
        {
            _dates[i] += (dates >> i) & 1;
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

    private static int DatesOf(string value)
    {
        var dates = 0;
        for (var i = 0; value.Length <= MaxDate && value.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && i < DateFormats.Length; i++)
        {
            dates |= DateTime.TryParseExact(value, DateFormats[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? 1 << i : 0;
        }

        return dates;
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

    // Formats that differ only in the order of day and month.
    private static bool IsSameShape(int one, int other) => one != other && Shape(DateFormats[one]) == Shape(DateFormats[other]);

    private static string Shape(string format) => format.StartsWith("M/d", StringComparison.Ordinal) || format.StartsWith("M-d", StringComparison.Ordinal) ? $"d{format[1]}M{format[3..]}" : format;

    [GeneratedRegex(@"^(1[89]|20|21)\d\d(\.0)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("(?<low>[a-z0-9])(?<up>[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
