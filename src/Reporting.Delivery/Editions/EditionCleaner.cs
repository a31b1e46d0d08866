using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Editions;

/// <summary>Removes leftovers of killed publications when the server starts, and earlier data versions that no request asked for.</summary>
internal sealed partial class EditionCleaner(EditionPublisher publisher, VersionDatabases versions, ILogger<EditionCleaner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await publisher.CleanUpAsync(stoppingToken);
            while (true)
            {
                await versions.CleanUpAsync(stoppingToken);
                await Task.Delay(TimeSpan.FromHours(6), stoppingToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Leftovers of editions could not be removed; the next publication tries again.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
