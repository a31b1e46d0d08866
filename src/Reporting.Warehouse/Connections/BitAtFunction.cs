using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The SQL function <c>bit_at(bits, number)</c> of SQLite connections: 1 where the bit of that number is set in a blob, 0 elsewhere. It is called for each
/// row of a table, so it is registered without the driver: functions of the driver take several times as long.
/// </summary>
internal static unsafe partial class BitAtFunction
{
    private const string Library = "e_sqlite3";

    // SQLITE_UTF8, SQLITE_DETERMINISTIC and SQLITE_INNOCUOUS.
    private const int Flags = 1 | 0x800 | 0x200000;

    /// <summary>Adds the function to a connection that was just opened.</summary>
    public static void AddTo(SqliteConnection connection)
    {
        var result = Create(connection.Handle!.DangerousGetHandle(), "bit_at", 2, Flags, 0, &BitAt, 0, 0, 0);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    // The calls below keep their transition: with SuppressGCTransition a test host crashed once in sqlite3_step (dotnet/runtime#46184 is of that kind).
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BitAt(nint context, int count, nint* arguments)
    {
        var bits = (byte*)Blob(arguments[0]);
        var number = Whole(arguments[1]);
        var isSet = (ulong)number >> 3 < (ulong)Bytes(arguments[0]) && (bits[number >> 3] >> (int)(number & 7) & 1) == 1;
        Return(context, isSet ? 1 : 0);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_create_function_v2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Create(
        nint database, string name, int arguments, int flags, nint data, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function, nint step, nint final, nint destroy);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint Blob(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Bytes(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial long Whole(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_int")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial void Return(nint context, int value);
}
