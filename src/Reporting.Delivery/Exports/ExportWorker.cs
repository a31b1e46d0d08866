using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;

namespace Reporting.Delivery.Exports;

/// <summary>Works on export jobs, a few at a time, together with the other processes of the same database; and removes what has expired.</summary>
public sealed partial class ExportWorker(
    ExportStore store, ExportRunner runner, ExportFolder folder, JobSignal bell, TimeProvider time, IOptions<ExportOptions> options, ILogger<ExportWorker> log)
    : BackgroundService
{
    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([CleanAsync(stoppingToken), .. Enumerable.Range(0, options.Value.MaxConcurrent).Select(_ => WorkAsync(stoppingToken))]);

    private async Task WorkAsync(CancellationToken stopping)
    {
        // Away from the thread that starts the program.
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
                    await bell.WaitAsync(Pause, time, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException away)
            {
                LogAway(away);
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
                await store.MendLeasesAsync(stopping);
                await store.GiveUpAsync(stopping);
                foreach (var job in await store.ExpiredAsync(stopping))
                {
                    folder.Delete(job.Id, half: true);
                    await store.DeleteAsync(job.Id, stopping);
                }

                folder.DeleteForgotten();
            }
            catch (Exception failure) when (failure is DbException or IOException)
            {
                LogAway(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await WaitAsync(stopping);
        }
    }

    private Task WaitAsync(CancellationToken stopping) => Task.Delay(Pause, time, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export jobs cannot be looked after; trying again soon")]
    private partial void LogAway(Exception failure);
}
