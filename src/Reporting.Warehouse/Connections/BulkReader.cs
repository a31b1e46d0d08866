using System.Data.Common;
using System.Text;

namespace Reporting.Warehouse.Connections;

/// <summary>Runs a statement and hands its rows to a function, without an object for each value. It disposes of the command.</summary>
public abstract class BulkReader : IAsyncDisposable
{
    /// <summary>
    /// Reads all rows. Each waits until the function has completed for the row before. SQLite waits on the calling thread. A stopped statement throws
    /// <see cref="DbException"/> or <see cref="OperationCanceledException"/>.
    /// </summary>
    public abstract ValueTask ReadAsync(Func<BulkReader, ValueTask> onRow, CancellationToken cancellationToken);

    /// <summary>A number of the row, of at most 32 bits; 0 for NULL.</summary>
    public abstract int Whole(int column);

    /// <summary>A text of the row as UTF-8, valid until the next call; empty for NULL.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column);

    public abstract ValueTask DisposeAsync();
}

/// <summary>By the driver: for engines whose texts are not UTF-8.</summary>
internal sealed class DriverBulkReader(DbCommand command) : BulkReader
{
    private byte[] _text = new byte[256];
    private DbDataReader? _reader;

    public override async ValueTask ReadAsync(Func<BulkReader, ValueTask> onRow, CancellationToken cancellationToken)
    {
        _reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await _reader.ReadAsync(cancellationToken))
        {
            await onRow(this);
        }
    }

    public override int Whole(int column) => _reader!.IsDBNull(column) ? 0 : _reader.GetInt32(column);

    public override ReadOnlySpan<byte> Utf8(int column)
    {
        if (_reader!.IsDBNull(column))
        {
            return [];
        }

        var text = _reader.GetString(column);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }

        await command.DisposeAsync();
    }
}
