using System.Data.Common;
using System.Text;

namespace Reporting.Warehouse.Connections;

/// <summary>Goes through the rows of a statement and reads whole numbers and texts without an object for each value. The caller disposes the reader.</summary>
public abstract class RowCursor
{
    /// <summary>Goes to the next row. A stopped statement throws <see cref="DbException"/>.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>A number of at most 32 bits; 0 for NULL.</summary>
    public abstract int Whole(int column);

    /// <summary>A text as UTF-8, valid until the next call; empty for NULL.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column);
}

/// <summary>By the driver: for engines whose texts are not UTF-8.</summary>
internal sealed class DriverCursor(DbDataReader reader) : RowCursor
{
    private byte[] _text = new byte[256];

    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => new(reader.ReadAsync(cancellationToken));

    public override int Whole(int column) => reader.IsDBNull(column) ? 0 : reader.GetInt32(column);

    public override ReadOnlySpan<byte> Utf8(int column)
    {
        if (reader.IsDBNull(column))
        {
            return [];
        }

        var text = reader.GetString(column);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }
}
