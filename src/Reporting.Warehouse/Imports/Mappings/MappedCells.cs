using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The current row of a mapped reader: its values by column name, without texts that mean "missing".</summary>
internal sealed class MappedCells
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _constants;
    private readonly HashSet<string> _missing;
    private readonly string[] _names;
    private readonly HashSet<int> _used = [];
    private readonly int _rejectedFrom;
    private readonly CleanedValues _cleaned;
    private readonly Dictionary<string, ValueReader> _named = new(StringComparer.Ordinal);
    private readonly List<(int First, int Other, string Name)> _repeated = [];
    private readonly Dictionary<int, (int Rows, int Last)> _codes = [];
    private readonly bool _hasMissingCodes;
    private IFileRows? _rows;

    public MappedCells(Mapping mapping, IReadOnlyList<string> header, CleanedValues cleaned)
    {
        _cleaned = cleaned;
        _constants = (mapping.Keys.Constants ?? []).ToDictionary(c => TextSteps.Key(c.Key), c => c.Value, StringComparer.Ordinal);
        _missing = MissingOf(mapping.Keys.Missing);
        _hasMissingCodes = _missing.Any(text => text.Length == 2 && text.All(char.IsAsciiLetter));
        _names = [.. header];
        for (var i = 0; i < header.Count; i++)
        {
            var key = TextSteps.Key(header[i]);
            key = key.Length == 0 ? ColumnLetters.Of(i).ToLowerInvariant() : key;
            var name = key;
            for (var n = 2; !_columns.TryAdd(key, i); n++)
            {
                key = TextSteps.Key($"{header[i]} ({n})");
                if (n == 2)
                {
                    _repeated.Add((_columns[name], i, header[i]));
                }
            }
        }

        _rejectedFrom = _columns.GetValueOrDefault(TextSteps.Key(RejectedLayout.Columns[0]), header.Count);
        Values = new string[header.Count];
        Raw = [];
        foreach (var (name, keys) in mapping.Keys.Values ?? [])
        {
            // A named value may use the ones before it.
            _named.Add(TextSteps.Key(name), new ValueReader(keys, this));
        }
    }

    /// <summary>The number of the file's own columns, without those added to a file of refused rows.</summary>
    public int Width => _rejectedFrom;

    public int Number { get; private set; }

    public string[] Raw { get; private set; }

    public string[] Values { get; }

    /// <summary>The number of fields, without trailing blank ones.</summary>
    public int Fields { get; private set; }

    public bool IsBlank => Fields == 0;

    public string Item { get; set; } = "";

    public string Column { get; set; } = "";

    public int Position { get; set; }

    /// <summary>Values of the row that could not be read so far. For readers without access to the record.</summary>
    public List<Unread> Problems { get; } = [];

    /// <summary>Warnings about names of several columns, of which the mapping reads only the first.</summary>
    public IEnumerable<string> Doubts => _repeated.Where(pair => _used.Contains(pair.First) && !_used.Contains(pair.Other)).DistinctBy(pair => pair.First)
        .Select(pair => $"Several columns have the name '{TextRules.Short(pair.Name)}': column {ColumnLetters.Of(pair.First)} was read, column {ColumnLetters.Of(pair.Other)} was not. It is '{TextRules.Short(pair.Name)} (2)' in a mapping.");

    /// <summary>The kind of the cell of the last value, if the value was taken unchanged.</summary>
    public CellKind KindOf(ValueReader value) => value.Source >= 0 && value.Source < _rows!.Count ? _rows.KindOf(value.Source) : CellKind.Text;

    /// <summary>True for a value that stands in a row above: of a merged cell, or of a column that the mapping fills down.</summary>
    public bool IsFilled(ValueReader value) => value.Source >= 0 && value.Source < _rows!.Count && _rows.IsFilled(value.Source);

    public string UnitOf(ValueReader value) => value.Source >= 0 && value.Source < _rows!.Count ? _rows.UnitOf(value.Source) : "";

    public static HashSet<string> MissingOf(IEnumerable<string>? texts) => [.. (texts ?? []).Select(TextSteps.Key)];

    public void Read(IFileRows rows)
    {
        Problems.Clear();
        (Number, Fields, _rows) = (rows.Row, 0, rows);
        Raw = new string[Math.Max(rows.Count, Width)];
        for (var i = 0; i < Raw.Length; i++)
        {
            var text = i < rows.Count ? rows[i] : "";
            Raw[i] = _rejectedFrom < _names.Length ? RejectedFile.Unguard(text) : text;
            var seen = InvisibleText.OfName(Raw[i]);
            if (!ReferenceEquals(seen, Raw[i]))
            {
                _cleaned.Add(Number, NameOf(i), Raw[i], seen);
            }

            var value = seen.Length == 0 ? "" : TextSteps.Spaces(seen);
            Fields = value.Length > 0 ? i + 1 : Fields;
            if (i < Values.Length)
            {
                Values[i] = value;
            }
        }

        Array.Fill(Values, "", Math.Min(Raw.Length, Values.Length), Values.Length - Math.Min(Raw.Length, Values.Length));
    }

    /// <summary>The row for the file of refused rows.</summary>
    public string[] RawRow => Raw.Length > Width && _rejectedFrom < _names.Length ? Raw[..Width] : Raw;

    /// <summary>Refuses a name that is neither in the file nor in the mapping.</summary>
    public void Require(string name)
    {
        if (!_named.ContainsKey(TextSteps.Key(name)) && _columns.TryGetValue(TextSteps.Key(name), out var column))
        {
            _used.Add(column);
            return;
        }

        if (IsOwn(name) || _named.ContainsKey(TextSteps.Key(name)) || _constants.ContainsKey(TextSteps.Key(name)))
        {
            return;
        }

        throw new ImportFileException(
            ErrorCodes.MissingColumn, $"The file has no column '{TextRules.Short(name)}', which the mapping uses.",
            NearestName.Hint(name, _names.Take(500), $"Its columns are {string.Join(", ", _names.Take(20).Select(n => $"'{TextRules.Short(n, 40)}'"))}. Check header_row and delimiter in the mapping."));
    }

    public string NameOf(int index) => index < _names.Length && _names[index].Length > 0 ? _names[index] : ColumnLetters.Of(index);

    /// <summary>The columns of a list: <c>StateA..StateAM</c> is a range, and <c>State*</c> all names with this beginning.</summary>
    public int[] Expand(IEnumerable<string> names)
    {
        var found = new List<int>();
        foreach (var name in names)
        {
            var dots = name.IndexOf("..", StringComparison.Ordinal);
            if (_columns.TryGetValue(TextSteps.Key(name), out var index))
            {
                found.Add(index);
            }
            else if (dots > 0)
            {
                var (from, to) = (IndexOf(name[..dots]), IndexOf(name[(dots + 2)..]));
                found.AddRange(Enumerable.Range(Math.Min(from, to), Math.Abs(to - from) + 1));
            }
            else if (name.EndsWith('*') && Enumerable.Range(0, Width).Where(i => TextSteps.Key(_names[i]).StartsWith(TextSteps.Key(name[..^1]), StringComparison.Ordinal)).ToList() is { Count: > 0 } many)
            {
                found.AddRange(many);
            }
            else
            {
                Require(name);
            }
        }

        _used.UnionWith(found);
        return [.. found];
    }

    /// <summary>True for a column that the mapping uses.</summary>
    public bool IsUsed(int index) => _used.Contains(index);

    /// <summary>The value for a name in a template; empty when it is missing.</summary>
    public string Value(string name) => name switch
    {
        "item" => Item,
        "column" => Column,
        "position" => (Position + 1).ToString(CultureInfo.InvariantCulture),
        "row" => Number.ToString(CultureInfo.InvariantCulture),
        _ when _named.Count > 0 && _named.TryGetValue(TextSteps.Key(name), out var value) => value.Read(),
        _ when _columns.TryGetValue(TextSteps.Key(name), out var index) => Value(index),
        _ => _constants.GetValueOrDefault(TextSteps.Key(name), ""),
    };

    /// <summary>The position of a column; −1 for a name that is not a column.</summary>
    public int Find(string name) => IsOwn(name) || _named.ContainsKey(TextSteps.Key(name)) ? -1 : _columns.GetValueOrDefault(TextSteps.Key(name), -1);

    public string Value(int index)
    {
        var text = Values[index];
        if (!IsMissing(text, null))
        {
            return text;
        }

        // Two capitals may be a country code: NA is Namibia.
        if (_hasMissingCodes && text.Length == 2 && text.All(char.IsAsciiLetterUpper) && _codes.GetValueOrDefault(index) is var (rows, last) && last != Number)
        {
            _codes[index] = (rows + 1, Number);
        }

        return "";
    }

    /// <summary>The number of rows of a column in which two capitals count as a missing value.</summary>
    public int MissingCodes(int index) => _codes.GetValueOrDefault(index).Rows;

    public bool IsMissing(string text, HashSet<string>? own) =>
        text.Length == 0 || ((_missing.Count > 0 || own is { Count: > 0 }) && TextSteps.Key(text) is var key && (_missing.Contains(key) || own?.Contains(key) == true));

    /// <summary>True for a cell without a value: an Excel error, or a formula that was not calculated.</summary>
    public static bool IsError(string text) => CellMarks.Is(text);

    private static bool IsOwn(string name) => name is "item" or "column" or "position" or "row";

    private int IndexOf(string name)
    {
        Require(name.Trim());
        return _columns.TryGetValue(TextSteps.Key(name), out var index) ? index : throw new ImportFileException(
            ErrorCodes.MissingColumn, $"'{TextRules.Short(name)}' is not a column of the file.", "A range of columns goes from one column to another.");
    }
}
