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
    // M_ARENA_MAX and M_MMAP_THRESHOLD of glibc.
    private const int MaxHeaps = -8;
    private const int OwnMapping = -3;
    private const int OwnMappingBytes = 128 * 1024;

    /// <summary>The bytes that SQLite holds, of all its connections.</summary>
    public static long OfSqlite => raw.sqlite3_memory_used();

    /// <summary>Returns what is not in use to the system. It takes some 50 ms, in which other threads wait.</summary>
    public static void GiveBack()
    {
        SqliteConnection.ClearAllPools();
        CollectGarbage();
        GiveBackFreed();
    }

    /// <summary>Returns what SQLite and the runtime freed, which the C library keeps. It takes a few milliseconds.</summary>
    public static void GiveBackFreed() => OnGlibc(() => TrimHeap(0));

    /// <summary>
    /// Limits what the C library keeps under load: few heaps for all threads instead of eight for each processor, and large blocks in mappings of their own, which
    /// are returned when they are freed. Call it before other threads start.
    /// </summary>
    public static void LimitHeaps() => OnGlibc(() =>
    {
        _ = SetHeapOption(MaxHeaps, Math.Max(2, Environment.ProcessorCount));
        _ = SetHeapOption(OwnMapping, OwnMappingBytes);
    });

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
