using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Hosting;

/// <summary>Returns memory to the system: under load what was freed, and after it all that is not in use, because an idle process does not collect garbage.</summary>
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
                ProcessMemory.GiveBack();
                (collections, held) = (GC.CollectionCount(0), Environment.WorkingSet);
            }
            else if (collections != lastCollections)
            {
                ProcessMemory.GiveBackFreed();
            }

            lastCollections = collections;
        }
    }
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
