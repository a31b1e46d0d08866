using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The SQL aggregate <c>set_of(number)</c> of SQLite connections: a blob with the bit of each number. Reading the numbers one by one takes several times as long.
/// </summary>
internal static unsafe class SetOfFunction
{
    private const int TooBig = 18;
    private const long MaxBytes = 1 << 30;
    private const int LeastBytes = 1 << 10;

    /// <summary>Adds the function to a connection that was just opened.</summary>
    public static void AddTo(SqliteConnection connection) =>
        SqliteNative.SetAggregate(connection, "set_of", 1, SqliteNative.Utf8 | SqliteNative.Deterministic | SqliteNative.Innocuous, &Add, &End);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Add(nint context, int count, nint* arguments)
    {
        var set = (NumberSet*)SqliteNative.Aggregate(context, sizeof(NumberSet));
        var number = SqliteNative.ValueLong(arguments[0]);
        if (set is null || number < 0 || number >> 3 >= MaxBytes)
        {
            SqliteNative.Fail(context, TooBig);
            return;
        }

        if (number >> 3 >= set->Allocated)
        {
            Grow(set, (number >> 3) + 1);
        }

        set->Bits[number >> 3] |= (byte)(1 << (int)(number & 7));
        set->Used = Math.Max(set->Used, (int)(number >> 3) + 1);
    }

    // SQLite also ends a set whose statement was stopped.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void End(nint context)
    {
        var set = (NumberSet*)SqliteNative.Aggregate(context, 0);
        if (set is null || set->Bits is null)
        {
            return;
        }

        SqliteNative.Return(context, set->Bits, set->Used, SqliteNative.Copied);
        NativeMemory.Free(set->Bits);
        set->Bits = null;
    }

    private static void Grow(NumberSet* set, long least)
    {
        var bytes = (int)Math.Min(Math.Max(Math.Max(least, set->Allocated * 2L), LeastBytes), MaxBytes);
        set->Bits = (byte*)NativeMemory.Realloc(set->Bits, (nuint)bytes);
        NativeMemory.Clear(set->Bits + set->Allocated, (nuint)(bytes - set->Allocated));
        set->Allocated = bytes;
    }

    // SQLite fills it with zeros.
    private struct NumberSet
    {
        public byte* Bits;
        public int Used;
        public int Allocated;
    }
}
