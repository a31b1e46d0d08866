using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The memory of the process. The garbage collector keeps memory until its next collection. Idle connections of SQLite keep their page caches, and the
/// C library keeps what SQLite freed.
/// </summary>
public static class ProcessMemory
{
    /// <summary>Returns what is not in use to the system. It takes some 50 ms, in which other threads wait.</summary>
    public static void GiveBack()
    {
        SqliteConnection.ClearAllPools();
        CollectGarbage();
        try
        {
            _ = TrimHeap(0);
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

    /// <summary>Collects garbage and returns its memory to the system. Idle connections keep their pages.</summary>
    public static void CollectGarbage() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nuint keep);
}
