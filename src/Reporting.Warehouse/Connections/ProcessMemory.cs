using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The memory of the process. The garbage collector keeps memory until its next collection. Idle connections of SQLite keep their page caches, and the
/// C library keeps what SQLite freed.
/// </summary>
public static class ProcessMemory
{
    // M_ARENA_MAX of glibc.
    private const int MaxArenas = -8;

    /// <summary>The bytes that SQLite holds, of all its connections.</summary>
    public static long OfSqlite => raw.sqlite3_memory_used();

    /// <summary>Returns what is not in use to the system. It takes some 50 ms, in which other threads wait.</summary>
    public static void GiveBack()
    {
        SqliteConnection.ClearAllPools();
        CollectGarbage();
        OnGlibc(() => TrimHeap(0));
    }

    /// <summary>
    /// Lets threads share the heaps of the C library. It has eight for each processor otherwise, and each keeps what SQLite once needed in it. Call it before threads
    /// that use SQLite start.
    /// </summary>
    public static void ShareHeaps() => OnGlibc(() => SetHeapOption(MaxArenas, Math.Max(2, Environment.ProcessorCount)));

    /// <summary>Collects garbage and returns its memory to the system. Idle connections keep their pages.</summary>
    public static void CollectGarbage() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static void OnGlibc(Action act)
    {
        try
        {
            act();
        }
        catch (EntryPointNotFoundException)
        {
            // A C library other than glibc.
        }
        catch (DllNotFoundException)
        {
            // Not Linux.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nuint keep);

    [DllImport("libc", EntryPoint = "mallopt", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetHeapOption(int option, int value);
}
