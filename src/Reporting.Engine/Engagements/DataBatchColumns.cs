using System.Runtime.InteropServices;
using System.Text;

namespace Reporting.Engine.Engagements;

/// <summary>A column of texts, one after the other in UTF-8: text i lies between <see cref="Offsets"/> i and i + 1.</summary>
public sealed class Utf8Column
{
    private const int BytesOfAText = 32;

    private readonly int[] _offsets;
    private byte[] _bytes;
    private int _count;

    internal Utf8Column(int maxRows) => (_offsets, _bytes) = (new int[maxRows + 1], new byte[maxRows * BytesOfAText]);

    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, _count + 1);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal int Length => _offsets[_count];

    internal void Clear() => _count = 0;

    internal void Add(ReadOnlySpan<byte> text)
    {
        var (start, end) = (Length, Length + text.Length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, 2 * _bytes.Length));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _offsets[++_count] = end;
    }

    internal void Repeat() => Add(_bytes.AsSpan(_offsets[_count - 1], Length - _offsets[_count - 1]));
}

/// <summary>A column of keys, each by its place in <see cref="Keys"/>.</summary>
public sealed class KeyColumn
{
    private readonly List<int> _keys = [];
    private readonly Dictionary<int, int> _places = [];
    private readonly int[] _rows;

    internal KeyColumn(IEnumerable<int> keys, int maxRows)
    {
        _rows = new int[maxRows];
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>Keys that were seen, also in earlier batches.</summary>
    public IReadOnlyList<int> Keys => _keys;

    /// <summary>For each row the place of its key.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>True if the key is new.</summary>
    internal bool Set(int row, int key)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _rows[row] = place;
            return false;
        }

        _rows[row] = Add(key);
        return true;
    }

    internal void Repeat(int row) => _rows[row] = _rows[row - 1];

    private int Add(int key)
    {
        _places.Add(key, _keys.Count);
        _keys.Add(key);
        return _keys.Count - 1;
    }
}

/// <summary>
/// Names of a column of keys. <see cref="Names"/> has all of them, also those of members that the caller does not see: only names of rows may go out.
/// </summary>
public sealed class NameColumn
{
    private readonly KeyColumn _keys;
    private readonly List<byte[]> _names = [];
    private readonly List<int> _ofKey = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    internal NameColumn(KeyColumn keys, IEnumerable<string> names)
    {
        _keys = keys;
        foreach (var name in names)
        {
            Add(name);
        }
    }

    /// <summary>In UTF-8, each once.</summary>
    public IReadOnlyList<byte[]> Names => _names;

    /// <summary>Sets for each row the number of its name.</summary>
    public void Number(Span<int> rows)
    {
        var keys = _keys.Rows;
        var ofKey = CollectionsMarshal.AsSpan(_ofKey);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ofKey[keys[i]];
        }
    }

    /// <summary>Adds the name of the next key.</summary>
    internal void Add(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _names.Count);
            _names.Add(Encoding.UTF8.GetBytes(name));
        }

        _ofKey.Add(number);
    }
}
