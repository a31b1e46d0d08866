using System.Buffers.Binary;

namespace Reporting.Warehouse.Copies;

/// <summary>
/// A sum over the rows of a table, in any order: FNV-1a of each row's values. It detects lost and altered values, including texts. It does not
/// detect deliberate forgery.
/// </summary>
internal sealed class RowDigest
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _row = Start;

    public ulong Sum { get; private set; }

    public long Rows { get; private set; }

    public void Add(object? value)
    {
        switch (value)
        {
            case null:
                Mix(1);
                break;
            case string text:
                Mix(2);
                foreach (var letter in text)
                {
                    Mix(letter);
                }

                break;
            default:
                Add(value switch { DateOnly day => day.DayNumber, DateTimeOffset instant => instant.ToUnixTimeSeconds(), _ => (long)value });
                break;
        }
    }

    /// <summary>Adds a number without boxing it.</summary>
    public void Add(long number)
    {
        Mix(3);
        Mix((ulong)number);
    }

    /// <summary>Adds a text by the bytes that the embedded engine stores.</summary>
    public void AddStored(ReadOnlySpan<byte> text)
    {
        Mix(4);
        Mix((ulong)text.Length);
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(text));
        }

        foreach (var last in text)
        {
            Mix(last);
        }
    }

    public void EndRow()
    {
        Sum += _row;
        Rows++;
        _row = Start;
    }

    // Numbers are mixed in whole, not byte by byte. Therefore the high bits are mixed into the low ones at the end.
    private void Mix(ulong part)
    {
        _row = (_row ^ part) * Prime;
        _row ^= _row >> 29;
    }
}
