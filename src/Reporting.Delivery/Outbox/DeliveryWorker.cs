using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Model;

namespace Reporting.Delivery.Outbox;

/// <summary>Plans and sends due mail, a few deliveries at a time. Several processes can share one database.</summary>
public sealed partial class DeliveryWorker(
    SubscriptionStore subscriptions, DeliveryPlanner planner, OutboxStore outbox, DeliveryRunner runner, PreparedStore prepared, PreparedFolder folder, ClockRepair clock, CurrentModel models, DeletedSubscriptionStore deleted,
    TimeProvider time, IOptions<MailOptions> options, ILogger<DeliveryWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromHours(1);

    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.MaxConcurrent == 0
        ? Task.CompletedTask
        : Task.WhenAll(PlanAsync(stoppingToken), CleanUpAsync(stoppingToken), SendAsync(stoppingToken));

    // One loop claims deliveries, up to the maximum at a time, so an idle process polls the database only once per interval.
    private async Task SendAsync(CancellationToken stopping)
    {
        using var slots = new SemaphoreSlim(options.Value.MaxConcurrent);
        await RepeatAsync(
            async () =>
            {
                await slots.WaitAsync(stopping);
                MailDelivery? delivery = null;
                try
                {
                    // The process id helps operators, and tests that kill a process.
                    delivery = await outbox.ClaimAsync($"{Environment.ProcessId}-{Guid.NewGuid():N}", stopping);
                }
                finally
                {
                    if (delivery is null)
                    {
                        slots.Release();
                    }
                }

                _ = delivery is null ? Task.CompletedTask : SendAsync(delivery, slots, stopping);
                return delivery is not null;
            },
            Pause,
            stopping);

        // Wait for running deliveries before the process stops.
        for (var ended = 0; ended < options.Value.MaxConcurrent; ended++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task SendAsync(MailDelivery delivery, SemaphoreSlim slots, CancellationToken stopping)
    {
        using var held = models.Hold();
        try
        {
            await runner.RunAsync(delivery, stopping);
        }
        catch (Exception failure)
        {
            // The lease expires, and a worker claims the delivery again.
            LogFailed(failure);
        }
        finally
        {
            slots.Release();
        }
    }

    private Task PlanAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            await clock.RepairAsync(stopping);
            var planned = false;
            foreach (var due in await subscriptions.DueAsync(stopping))
            {
                planned |= await planner.PlanAsync(due, stopping);
            }

            foreach (var lost in await outbox.FindLostAsync(stopping))
            {
                await runner.ResolveLostAsync(lost, stopping);
            }

            return planned;
        },
        Pause,
        stopping);

    private Task CleanUpAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            await outbox.DeleteExpiredAsync(stopping);
            await prepared.DeleteExpiredAsync(stopping);
            await deleted.DeleteExpiredAsync(stopping);
            folder.DeleteExpired();
            return false;
        },
        CleanUpInterval,
        stopping);

    /// <param name="work">Returns true if there may be more work.</param>
    private async Task RepeatAsync(Func<Task<bool>> work, TimeSpan pause, CancellationToken stopping)
    {
        // Do not block the start of the host.
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await work();
            }
            catch (Exception failure) when (failure is DbException or IOException)
            {
                LogFailed(failure);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }

            if (!more)
            {
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail worker failed; it will retry")]
    private partial void LogFailed(Exception failure);
}
