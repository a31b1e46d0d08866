using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Delivery.Alerts;

/// <summary>Checks alerts after each import and when they are due. Several processes can share one database.</summary>
public sealed partial class AlertWorker(AlertStore store, AlertRunner runner, AlertHistory history, DataVersionStore versions, TimeProvider time, IOptions<AlertOptions> options, ILogger<AlertWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PollSeconds == 0)
        {
            return;
        }

        // Do not block the start of the host.
        await Task.Yield();
        long? cleaned = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (cleaned is null || time.GetElapsedTime(cleaned.Value) > CleanUpInterval)
                {
                    await history.DeleteExpiredAsync(stoppingToken);
                    cleaned = time.GetTimestamp();
                }

                await CheckAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CheckAllAsync(CancellationToken stopping)
    {
        // Most of the time, and in most installations, there is nothing to check.
        if (!await store.HasActiveAsync(stopping))
        {
            return;
        }

        var version = (await versions.ReadTodayAsync(stopping)).Version;
        while (await store.ClaimAsync($"{Environment.ProcessId}-{Guid.NewGuid():N}", version, stopping) is { } alert)
        {
            var isDue = alert.NextCheck is { } next && next <= time.GetUtcNow();
            await runner.RunAsync(alert, isDue && alert.CheckedVersion == version ? AlertCause.Schedule : AlertCause.Import, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker of alerts failed; it will retry")]
    private partial void LogFailed(Exception failure);
}
