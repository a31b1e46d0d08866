using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// SQLite hands each row of the statement to a function of this connection, <c>take_row</c>. A value that is read from outside of the statement locks the
/// connection, which takes longer than the row itself; a function's arguments need no lock.
/// </summary>
internal sealed unsafe class SqliteBulkReader : BulkReader
{
    private const string Function = "take_row";

    private readonly DbCommand _command;
    private readonly SqliteConnection _connection;
    private readonly int _columns;
    private GCHandle _self;
    private DbDataReader? _reader;
    private Func<BulkReader, bool>? _onRow;
    private ExceptionDispatchInfo? _failure;
    private nint* _values;

    /// <param name="columns">The names of the statement's columns, in their order.</param>
    public SqliteBulkReader(DbCommand command, IReadOnlyList<string> columns)
    {
        (_command, _connection, _columns) = (command, (SqliteConnection)command.Connection!, columns.Count);
        _self = GCHandle.Alloc(this);
        SqliteNative.SetFunction(_connection, Function, _columns, SqliteNative.Utf8, &TakeRow, GCHandle.ToIntPtr(_self));

        // With a LIMIT the statement keeps its conditions and order to itself: the function is called for its rows only, one after the other.
        command.CommandText = $"SELECT 1 FROM (\n{command.CommandText}\nLIMIT -1) WHERE {Function}({string.Join(", ", columns)})";
    }

    // The driver has no asynchronous reading.
    public override ValueTask<bool> ReadAsync(Func<BulkReader, bool> onRow, CancellationToken cancellationToken)
    {
        _onRow = onRow;
        _reader ??= _command.ExecuteReader();
        var goesOn = _reader.Read();
        _failure?.Throw();
        return new(goesOn);
    }

    public override int Whole(int column) => (int)SqliteNative.ValueLong(ValueAt(column));

    public override ReadOnlySpan<byte> Utf8(int column)
    {
        // In this order: the first call may convert the value.
        var value = ValueAt(column);
        var bytes = SqliteNative.ValueText(value);
        return new(bytes, SqliteNative.ValueBytes(value));
    }

    public override ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        _command.Dispose();
        if (_self.IsAllocated)
        {
            // The connection goes back to the pool.
            SqliteNative.SetFunction(_connection, Function, _columns, SqliteNative.Utf8, null);
            _self.Free();
        }

        return ValueTask.CompletedTask;
    }

    private nint ValueAt(int column) => column < _columns ? _values[column] : throw new ArgumentOutOfRangeException(nameof(column));

    // Without a result the row does not pass, and the statement goes on.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TakeRow(nint context, int count, nint* values)
    {
        var reader = (SqliteBulkReader)GCHandle.FromIntPtr(SqliteNative.UserData(context)).Target!;
        reader._values = values;
        var stops = true;
        try
        {
            stops = reader._onRow!(reader);
        }
        catch (Exception e)
        {
            reader._failure = ExceptionDispatchInfo.Capture(e);
        }

        if (stops)
        {
            SqliteNative.Return(context, 1);
        }
    }
}
