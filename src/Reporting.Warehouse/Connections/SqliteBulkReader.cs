using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// SQLite hands each row of the statement to an aggregate function of this connection, <c>take_row</c>. A value that is read from outside of the statement locks
/// the connection, which takes longer than the row itself; a function's arguments need no lock. An aggregate function gets rows that pass all conditions.
/// </summary>
internal sealed unsafe class SqliteBulkReader : BulkReader
{
    private const string Function = "take_row";
    private const int Abort = 4;

    // The statement runs on the thread of its caller.
    [ThreadStatic]
    private static SqliteBulkReader? _running;

    private readonly DbCommand _command;
    private readonly SqliteConnection _connection;
    private readonly int _columns;
    private Func<BulkReader, ValueTask>? _onRow;
    private ExceptionDispatchInfo? _failure;
    private nint* _values;

    /// <param name="columns">The names of the statement's columns, in their order.</param>
    public SqliteBulkReader(DbCommand command, IReadOnlyList<string> columns)
    {
        (_command, _connection, _columns) = (command, (SqliteConnection)command.Connection!, columns.Count);
        SqliteNative.SetAggregate(_connection, Function, _columns, SqliteNative.Utf8, &TakeRow, &End);

        // SQLite keeps the statement's order, because this function may depend on it. A statement without ORDER BY becomes one with the outer one, and copies no rows.
        command.CommandText = $"SELECT {Function}({string.Join(", ", columns)}) FROM (\n{command.CommandText})";
    }

    public override ValueTask ReadAsync(Func<BulkReader, ValueTask> onRow, CancellationToken cancellationToken)
    {
        _onRow = onRow;
        _running = this;
        try
        {
            _command.ExecuteScalar();
        }
        catch (DbException) when (_failure is not null)
        {
            _failure.Throw();
        }
        finally
        {
            _running = null;
        }

        return ValueTask.CompletedTask;
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
        _command.Dispose();

        // The connection goes back to the pool.
        SqliteNative.SetAggregate(_connection, Function, _columns, SqliteNative.Utf8, null, null);
        return ValueTask.CompletedTask;
    }

    private nint ValueAt(int column) => column < _columns ? _values[column] : throw new ArgumentOutOfRangeException(nameof(column));

    // Exceptions must not pass through SQLite. It ends the statement instead.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TakeRow(nint context, int count, nint* values)
    {
        var reader = _running!;
        reader._values = values;
        try
        {
            var taken = reader._onRow!(reader);
            if (!taken.IsCompletedSuccessfully)
            {
                taken.AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            reader._failure = ExceptionDispatchInfo.Capture(e);
            SqliteNative.Fail(context, Abort);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void End(nint context)
    {
        // Without a result.
    }
}
