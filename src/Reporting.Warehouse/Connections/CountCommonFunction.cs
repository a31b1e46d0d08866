using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The SQL function <c>count_common(stride, kept, sets, place, …)</c> of SQLite connections: how many numbers a set has in common with others. A set is
/// <c>stride</c> bytes of bits. <c>kept</c> is one set, or null for all numbers; each further pair is a blob with sets one after another, and the place of one.
/// </summary>
internal static unsafe class CountCommonFunction
{
    private const int Error = 1;
    private const int MaxSets = 8;

    /// <summary>Adds the function to a connection that was just opened.</summary>
    public static void AddTo(SqliteConnection connection) =>
        SqliteNative.SetFunction(connection, "count_common", -1, SqliteNative.Utf8 | SqliteNative.Deterministic | SqliteNative.Innocuous, &CountCommon);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CountCommon(nint context, int count, nint* arguments)
    {
        var sets = stackalloc ulong*[MaxSets];
        var (words, found) = (0, 0);
        var isValid = count is >= 2 and < MaxSets * 2 && count % 2 == 0;
        if (isValid)
        {
            var stride = SqliteNative.ValueLong(arguments[0]);
            words = (int)(stride / sizeof(ulong));
            for (var at = 1; at < count && isValid; at += at == 1 ? 1 : 2)
            {
                var blob = (ulong*)SqliteNative.ValueBlob(arguments[at]);
                var place = at == 1 ? 0 : SqliteNative.ValueLong(arguments[at + 1]);
                if (at == 1 && blob is null)
                {
                    continue;
                }

                isValid = stride > 0 && stride % sizeof(ulong) == 0 && place >= 0 && place < SqliteNative.ValueBytes(arguments[at]) / stride;
                sets[found++] = blob + (place * words);
            }
        }

        if (!isValid || found == 0)
        {
            SqliteNative.Fail(context, Error);
            return;
        }

        SqliteNative.Return(context, Count(sets, found, words));
    }

    private static int Count(ulong** sets, int count, int words)
    {
        var common = 0;
        for (var word = 0; word < words; word++)
        {
            var bits = sets[0][word];
            for (var set = 1; set < count; set++)
            {
                bits &= sets[set][word];
            }

            common += BitOperations.PopCount(bits);
        }

        return common;
    }
}
