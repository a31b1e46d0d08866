using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;

namespace Reporting.Delivery.Exports;

/// <summary>Runs export jobs, a few at a time, and deletes expired jobs and files. Several processes can share one database.</summary>
public sealed partial class ExportWorker(
    ExportStore store, ExportRunner runner, ExportFolder folder, JobSignal signal, TimeProvider time, IOptions<ExportOptions> options, ILogger<ExportWorker> log)
    : BackgroundService
{
    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([CleanAsync(stoppingToken), .. Enumerable.Range(0, options.Value.MaxConcurrent).Select(_ => WorkAsync(stoppingToken))]);

    private async Task WorkAsync(CancellationToken stopping)
    {
        // Do not block the start of the host.
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var worker = Guid.NewGuid().ToString("N");
                if (await store.ClaimAsync(worker, stopping) is { } job)
                {
                    await runner.RunAsync(job, worker, stopping);
                }
                else
                {
                    await signal.WaitAsync(Pause, time, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException failure)
            {
                LogFailed(failure);
                await WaitAsync(stopping);
            }
        }
    }

    private async Task CleanAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await store.ShortenLeasesAsync(stopping);
                await store.GiveUpAsync(stopping);
                foreach (var job in await store.ExpiredAsync(stopping))
                {
                    folder.Delete(job.Id, includePartial: true);
                    await store.DeleteAsync(job.Id, stopping);
                }

                folder.DeleteOrphans();
            }
            catch (Exception failure) when (failure is DbException or IOException)
            {
                LogFailed(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await WaitAsync(stopping);
        }
    }

    private Task WaitAsync(CancellationToken stopping) => Task.Delay(Pause, time, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The export worker failed; it will retry")]
    private partial void LogFailed(Exception failure);
}
