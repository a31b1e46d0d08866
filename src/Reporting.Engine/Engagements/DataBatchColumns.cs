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
        Reserve(end);
        text.CopyTo(_bytes.AsSpan(start));
        _offsets[++_count] = end;
    }

    internal void Repeat() => Add(_bytes.AsSpan(_offsets[_count - 1], Length - _offsets[_count - 1]));

    internal int LengthAt(int row) => _offsets[row + 1] - _offsets[row];

    internal void Append(Utf8Column other, int from, int rows)
    {
        var (start, first) = (Length, other._offsets[from]);
        var texts = other._bytes.AsSpan(first, other._offsets[from + rows] - first);
        Reserve(start + texts.Length);
        texts.CopyTo(_bytes.AsSpan(start));
        for (var i = 1; i <= rows; i++)
        {
            _offsets[_count + i] = other._offsets[from + i] - first + start;
        }

        _count += rows;
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
        }
    }
}

/// <summary>A column of keys, each by its place in <see cref="Keys"/>.</summary>
public sealed class KeyColumn
{
    // Larger keys, such as dates, are looked up in a dictionary.
    private const int SmallKeys = 65_536;

    private readonly List<int> _keys = [];
    private readonly Dictionary<int, int> _places = [];
    private readonly Action<int>? _onNew;
    private readonly int[] _rows;
    private int[] _placesOfSmall = [];

    /// <param name="rows">The key of each row. They become places.</param>
    internal KeyColumn(IEnumerable<int> keys, int[] rows, Action<int>? onNew = null)
    {
        (_rows, _onNew) = (rows, onNew);
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>Keys that were seen, also in earlier batches.</summary>
    public IReadOnlyList<int> Keys => _keys;

    /// <summary>For each row the place of its key.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    internal void Place(int count)
    {
        var (key, place) = (-1, -1);
        foreach (ref var row in _rows.AsSpan(0, count))
        {
            if (row != key)
            {
                (key, place) = (row, PlaceOf(row));
            }

            row = place;
        }
    }

    private int PlaceOf(int key)
    {
        if ((uint)key < (uint)_placesOfSmall.Length && _placesOfSmall[key] is var small and > 0)
        {
            return small - 1;
        }

        if (_places.TryGetValue(key, out var place))
        {
            return place;
        }

        _onNew?.Invoke(key);
        return Add(key);
    }

    private int Add(int key)
    {
        _places.Add(key, _keys.Count);
        _keys.Add(key);
        if ((uint)key < SmallKeys)
        {
            if (key >= _placesOfSmall.Length)
            {
                Array.Resize(ref _placesOfSmall, Math.Max(key + 1, 2 * _placesOfSmall.Length));
            }

            _placesOfSmall[key] = _keys.Count;
        }

        return _keys.Count - 1;
    }
}

/// <summary>
/// Names of a column of keys. <see cref="Names"/> has all of them, also those of members that the caller does not see: only names of rows may go out.
/// </summary>
public sealed class NameColumn
{
    /// <summary>Bytes after the last text that <see cref="CopyTexts"/> may write.</summary>
    public const int Beyond = 32;

    private readonly KeyColumn _keys;
    private readonly List<byte[]> _names = [];
    private readonly List<int> _ofKey = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private byte[] _beginnings = [];

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

    /// <summary>Sets where the name of each row begins, and where the last one ends.</summary>
    public void Place(ReadOnlySpan<int> numbers, Span<int> offsets)
    {
        var names = CollectionsMarshal.AsSpan(_names);
        var end = offsets[0] = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            offsets[i + 1] = end += names[numbers[i]].Length;
        }
    }

    /// <summary>Copies the names of rows, one after the other. What is written beyond one is overwritten by the next: most names are one block of a fixed length.</summary>
    public void CopyTexts(ReadOnlySpan<int> numbers, ReadOnlySpan<int> offsets, Span<byte> texts)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = numbers[i];
            var text = texts[offsets[i]..];
            _beginnings.AsSpan(number * Beyond, Beyond).CopyTo(text);
            if (offsets[i + 1] - offsets[i] > Beyond)
            {
                _names[number].CopyTo(text);
            }
        }
    }

    /// <summary>Adds the name of the next key.</summary>
    internal void Add(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _names.Count);
            var text = Encoding.UTF8.GetBytes(name);
            _names.Add(text);
            if (_beginnings.Length < _names.Count * Beyond)
            {
                Array.Resize(ref _beginnings, 2 * _names.Count * Beyond);
            }

            text.AsSpan(0, Math.Min(text.Length, Beyond)).CopyTo(_beginnings.AsSpan(number * Beyond));
        }

        _ofKey.Add(number);
    }
}
