using Microsoft.Extensions.Options;

namespace Reporting.Api.Hosting;

/// <summary>
/// Gives memory back after a load. The collector keeps what it once had until it collects again, and an idle process collects nothing.
/// </summary>
internal sealed class MemoryWorker(IOptions<MemoryOptions> options, TimeProvider time) : BackgroundService
{
    // Less is not worth a pause.
    private const long Worthwhile = 64L * 1024 * 1024;

    /// <summary>Tells the collector its limit. Early: what is allocated before counts too.</summary>
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
        var (seen, kept) = (-1, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (collections, memory) = (GC.CollectionCount(0), GC.GetGCMemoryInfo());
            // Idle since the last look, and more is held than after the last time that it was given back.
            if (collections == seen && memory.TotalCommittedBytes > kept + Worthwhile)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                (collections, kept) = (GC.CollectionCount(0), GC.GetGCMemoryInfo().TotalCommittedBytes);
            }

            seen = collections;
        }
    }
}
