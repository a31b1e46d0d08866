using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>
/// Finds the usual sets of a new data version (decision 0076) before the first page asks for them: at the start and after an import, one after another on one
/// thread. A page that comes earlier waits for the set that is being read, and finds the others itself.
/// </summary>
public sealed partial class SetWorker(VisibleSetReader sets, DataVersionStore versions, WarehouseConnections connections, ILogger<SetWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        DataVersion? known = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var version = await versions.ReadTodayAsync(stoppingToken);
                if (version != known)
                {
                    known = version;
                    await FindAsync(version, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // It is not tried again for this version: pages find the sets themselves, and name the failure.
                LogFailed(e);
            }
        }
    }

    private async Task FindAsync(DataVersion version, CancellationToken stoppingToken)
    {
        await using var connection = await connections.Today.OpenReadAsync(stoppingToken);
        using var stop = connections.Today.StopOn(connection, stoppingToken);
        await sets.FindUsualAsync(version, connections.Today, connection, stoppingToken);
    }

    [LoggerMessage(LogLevel.Debug, "The sets of a new data version were not found beforehand.")]
    private partial void LogFailed(Exception exception);
}
