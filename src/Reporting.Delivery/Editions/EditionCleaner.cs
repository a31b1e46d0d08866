using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Editions;

/// <summary>Removes leftovers of killed publications when the server starts, and earlier data versions that no request asked for.</summary>
internal sealed partial class EditionCleaner(EditionPublisher publisher, VersionDatabases versions, ILogger<EditionCleaner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(publisher.CleanUpAsync, stoppingToken);
        while (true)
        {
            await TryAsync(versions.CleanUpAsync, stoppingToken);
            await Task.Delay(TimeSpan.FromHours(6), stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> cleanUp, CancellationToken stoppingToken)
    {
        try
        {
            await cleanUp(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Leftovers of editions could not be removed; the next publication tries again.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
