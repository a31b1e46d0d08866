using Microsoft.Extensions.Options;

namespace Reporting.Api.Hosting;

/// <summary>
/// Returns memory to the system after a load. The garbage collector keeps memory until its next collection, and an idle process does not collect.
/// </summary>
internal sealed class MemoryWorker(IOptions<MemoryOptions> options, TimeProvider time) : BackgroundService
{
    // Less memory does not justify a pause.
    private const long MinBytes = 64L * 1024 * 1024;

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
        var (lastCollections, committed) = (-1, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (collections, memory) = (GC.CollectionCount(0), GC.GetGCMemoryInfo());
            // The process was idle since the last check, and holds more memory than after the last collection.
            if (collections == lastCollections && memory.TotalCommittedBytes > committed + MinBytes)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                (collections, committed) = (GC.CollectionCount(0), GC.GetGCMemoryInfo().TotalCommittedBytes);
            }

            lastCollections = collections;
        }
    }
}
