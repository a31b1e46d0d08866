using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The SQL function <c>bit_at(bits, number)</c> of SQLite connections: 1 where the bit of that number is set in a blob, 0 elsewhere. It is called for each
/// row of a table, so it is registered without the driver: functions of the driver take several times as long.
/// </summary>
internal static unsafe class BitAtFunction
{
    /// <summary>Adds the function to a connection that was just opened.</summary>
    public static void AddTo(SqliteConnection connection) =>
        SqliteNative.SetFunction(connection, "bit_at", 2, SqliteNative.Utf8 | SqliteNative.Deterministic | SqliteNative.Innocuous, &BitAt);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void BitAt(nint context, int count, nint* arguments)
    {
        var bits = SqliteNative.ValueBlob(arguments[0]);
        var number = SqliteNative.ValueLong(arguments[1]);
        var isSet = (ulong)number >> 3 < (ulong)SqliteNative.ValueBytes(arguments[0]) && (bits[number >> 3] >> (int)(number & 7) & 1) == 1;
        SqliteNative.Return(context, isSet ? 1 : 0);
    }
}
