using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Mappings.Numbers;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>What the first rows of a file show of one column.</summary>
internal sealed partial class ColumnSample(string name, int index)
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yy", "d-MMM-yyyy",
        "M/d/yy", "d/M/yy", "MMMM yyyy", "MMM yyyy", "MMM-yy", "M/yyyy", "yyyy-MM", "yyyy",
    ];

    // How many values in a hundred must have it: a comma stands in many names.
    private static readonly (string Text, int Percent)[] Separators = [("|", 1), (";", 2), (" / ", 10), (",", 30)];

    private static readonly HashSet<string> Flags = new(["0", "1", "yes", "no", "y", "n", "true", "false", "x"], StringComparer.Ordinal);

    private readonly List<string> _values = [];
    private int _rows;

    public string Name => name;

    public int Index => index;

    public string? Example => _values.FirstOrDefault();

    public bool HasValues => _values.Count > 0;

    public bool IsUnique => _values.Count == _rows && _values.Distinct(StringComparer.Ordinal).Count() == _rows;

    public bool IsNumber => HasValues && _values.TrueForAll(v => NumberReader.TryRead(v, ".", out _));

    public bool IsDecimalComma => HasValues && !IsNumber && _values.TrueForAll(v => NumberReader.TryRead(v, ",", out _));

    public bool IsYear => HasValues && _values.TrueForAll(v => Year().IsMatch(v));

    public bool IsFlag => _values.Count > 1 && _values.TrueForAll(v => Flags.Contains(v.ToLowerInvariant())) && _values.Distinct(StringComparer.OrdinalIgnoreCase).Count() <= 2;

    public double Length => HasValues ? _values.Average(v => v.Length) : 0;

    /// <summary>The formats that between them read every value; none when it is no column of dates.</summary>
    public IReadOnlyList<string> Formats()
    {
        if (!HasValues)
        {
            return [];
        }

        var left = _values;
        var formats = new List<string>();
        foreach (var format in DateFormats.OrderByDescending(f => _values.Count(v => Reads(v, f))))
        {
            if (left.Exists(v => Reads(v, format)))
            {
                formats.Add(format);
                left = left.FindAll(v => !Reads(v, format));
            }
        }

        return left.Count == 0 && formats.Count <= 3 ? formats : [];
    }

    /// <summary>What stands between the items, where a good part of the values are lists.</summary>
    public string? Separator() => Separators
        .FirstOrDefault(s => _values.Count(v => v.Contains(s.Text, StringComparison.Ordinal)) * 100 > _values.Count * s.Percent).Text;

    /// <summary>Values that stand for nothing in many files.</summary>
    public IEnumerable<string> Sentinels() => _values.Where(v => v is "-9" or "-99" or "-999" or "xx" or "XX" or "N/A" or "n/a" or "NA" or "#N/A" or "NULL" or "null" or "-" or "--" or "." or "UNK" or "unknown").Distinct(StringComparer.Ordinal);

    public bool IsCalled(params ReadOnlySpan<string> words)
    {
        var key = $" {Words().Replace(name, "${low} ${up}").Replace('_', ' ').ToLowerInvariant()} ";
        foreach (var word in words)
        {
            if (key.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(string text)
    {
        _rows++;
        var value = TextSteps.Spaces(text);
        if (value.Length > 0)
        {
            _values.Add(value);
        }
    }

    private static bool Reads(string text, string format) => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^(1[89]|20|21)\d\d(\.0)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("(?<low>[a-z])(?<up>[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
