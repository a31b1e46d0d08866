using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Reporting.Api.Hosting;

/// <summary>
/// Returns memory to the system after a load. The garbage collector keeps memory until its next collection, and an idle process does not collect.
/// Idle connections of SQLite keep their page caches, and the C library keeps what SQLite freed.
/// </summary>
internal sealed class MemoryWorker(IOptions<MemoryOptions> options, TimeProvider time) : BackgroundService
{
    // Less memory does not justify a pause.
    private const long MinBytes = 32L * 1024 * 1024;

    /// <summary>Sets the collector's limit. Call it early, because earlier allocations count too.</summary>
    public static void SetLimit(IConfiguration configuration)
    {
        if (configuration.GetSection(MemoryOptions.Section).Get<MemoryOptions>()?.MaxBytes is { } bytes and > 0)
        {
            AppContext.SetData("GCHeapHardLimit", (ulong)bytes);
            GC.RefreshMemoryLimit();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.GiveBackSeconds == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.GiveBackSeconds), time);
        var (lastCollections, held) = (-1, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var collections = GC.CollectionCount(0);
            // The process was idle since the last check, and holds more memory than after the last release.
            if (collections == lastCollections && Environment.WorkingSet > held + MinBytes)
            {
                Release();
                (collections, held) = (GC.CollectionCount(0), Environment.WorkingSet);
            }

            lastCollections = collections;
        }
    }

    private static void Release()
    {
        SqliteConnection.ClearAllPools();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
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

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nuint keep);
}

/// <summary>Settings of memory use; section <c>Memory</c>.</summary>
public sealed class MemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Maximum managed memory in bytes, at least 128 MB. Null: three quarters of the memory of the machine or container.</summary>
    [Range(128L * 1024 * 1024, long.MaxValue)]
    public long? MaxBytes { get; set; }

    /// <summary>Seconds without garbage collection after which unused memory is returned to the system; 0 for never.</summary>
    [Range(0, 86_400)]
    public int GiveBackSeconds { get; set; } = 60;
}
