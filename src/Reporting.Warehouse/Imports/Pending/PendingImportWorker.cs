using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reporting.Warehouse.Imports.Pending;

/// <summary>Removes uploaded files whose time is over, when the service starts and then every ten minutes.</summary>
internal sealed partial class PendingImportWorker(PendingImportStore store, TimeProvider time, ILogger<PendingImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                store.DeleteExpired();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogFailed(log, e);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old uploads could not be removed; the service tries again.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}

/// <summary>Registers the files that wait to be imported.</summary>
internal static class PendingImportsRegistration
{
    public static void AddPendingImports(this IServiceCollection services)
    {
        services.AddSingleton<PendingImportStore>();
        services.AddSingleton<PendingImportRunner>();
        services.AddSingleton(provider => provider.GetRequiredService<PendingImportStore>().Work);
        services.AddHostedService<PendingImportWorker>();
    }
}
