using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Copies;

/// <summary>
/// Steps the prepared statement of a reader itself. The driver counts references of the statement in each call, and so takes as long for a row of eight
/// columns as SQLite does.
/// </summary>
internal sealed unsafe class SqliteCursor(SqliteDataReader reader, SqliteConnection connection)
{
    // The reader keeps the statement; it has executed it up to the first row.
    private readonly nint _statement = reader.Handle!.DangerousGetHandle();
    private bool _isBegun;

    public bool Read()
    {
        if (!_isBegun)
        {
            _isBegun = true;
            return reader.Read();
        }

        var result = SqliteNative.Step(_statement);
        if (result is not (SqliteNative.Row or SqliteNative.Done))
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle!);
        }

        return result == SqliteNative.Row;
    }

    /// <summary>The type in which the value is stored, such as <c>raw.SQLITE_TEXT</c>.</summary>
    public int Type(int column) => SqliteNative.ColumnType(_statement, column);

    public long Long(int column) => SqliteNative.ColumnLong(_statement, column);

    public ReadOnlySpan<byte> Utf8(int column)
    {
        // In this order: the first call may convert the value.
        var bytes = SqliteNative.ColumnText(_statement, column);
        return new(bytes, SqliteNative.ColumnBytes(_statement, column));
    }
}
