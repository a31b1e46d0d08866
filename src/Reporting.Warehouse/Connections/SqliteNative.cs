using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// Functions of the SQLite library that are called for each row or value, where the driver takes several times as long. The calls keep their transition: with
/// SuppressGCTransition a test host crashed once in sqlite3_step (dotnet/runtime#46184 is of that kind).
/// </summary>
internal static unsafe partial class SqliteNative
{
    public const int Row = 100;
    public const int Done = 101;

    // Flags of functions.
    public const int Utf8 = 1;
    public const int Deterministic = 0x800;
    public const int Innocuous = 0x200000;

    /// <summary>Says that SQLite makes a copy of a result.</summary>
    public const nint Copied = -1;

    private const string Library = "e_sqlite3";
    private const DllImportSearchPath SearchPaths = DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory;

    /// <summary>Sets a function of a connection; null removes it.</summary>
    public static void SetFunction(SqliteConnection connection, string name, int arguments, int flags, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function) =>
        SqliteException.ThrowExceptionForRC(CreateFunction(connection.Handle!.DangerousGetHandle(), name, arguments, flags, 0, function, null, null, 0), connection.Handle);

    /// <summary>Sets an aggregate function of a connection; null removes it.</summary>
    public static void SetAggregate(
        SqliteConnection connection, string name, int arguments, int flags, delegate* unmanaged[Cdecl]<nint, int, nint*, void> step, delegate* unmanaged[Cdecl]<nint, void> final) =>
        SqliteException.ThrowExceptionForRC(CreateFunction(connection.Handle!.DangerousGetHandle(), name, arguments, flags, 0, null, step, final, 0), connection.Handle);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_int64")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial long ValueLong(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_text")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial byte* ValueText(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial byte* ValueBlob(nint value);

    /// <summary>After the text or the blob, whose length it is.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial int ValueBytes(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_int")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial void Return(nint context, int value);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_blob")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial void Return(nint context, byte* bytes, int count, nint destructor);

    /// <summary>Memory of an aggregate's group, zeros at first; with 0 bytes none is made.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_aggregate_context")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial void* Aggregate(nint context, int bytes);

    /// <summary>Ends the statement with an error.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_result_error_code")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial void Fail(nint context, int code);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial long ColumnLong(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial byte* ColumnText(nint statement, int column);

    /// <summary>After the text, whose length it is.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [DefaultDllImportSearchPaths(SearchPaths)]
    public static partial int ColumnBytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_create_function_v2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(SearchPaths)]
    private static partial int CreateFunction(
        nint database, string name, int arguments, int flags, nint data, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function,
        delegate* unmanaged[Cdecl]<nint, int, nint*, void> step, delegate* unmanaged[Cdecl]<nint, void> final, nint destroy);
}
