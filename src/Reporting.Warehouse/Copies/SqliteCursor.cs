using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Copies;

/// <summary>
/// Steps the prepared statement of a reader itself. The driver counts references of the statement in each call, and so takes as long for a row of eight
/// columns as SQLite does.
/// </summary>
internal sealed unsafe partial class SqliteCursor(SqliteDataReader reader, SqliteConnection connection)
{
    private const string Library = "e_sqlite3";
    private const int Row = 100;
    private const int Done = 101;

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

        var result = Step(_statement);
        if (result is not (Row or Done))
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle!);
        }

        return result == Row;
    }

    /// <summary>The type in which the value is stored, such as <c>raw.SQLITE_TEXT</c>.</summary>
    public int Type(int column) => Type(_statement, column);

    public long Long(int column) => Long(_statement, column);

    public ReadOnlySpan<byte> Utf8(int column)
    {
        // In this order: the first call may convert the value.
        var bytes = Text(_statement, column);
        return new(bytes, Bytes(_statement, column));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial long Long(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial byte* Text(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Bytes(nint statement, int column);
}
