using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Outbox;

/// <summary>Plans what is due and sends it, some copies at a time, together with the other processes of the same database.</summary>
public sealed partial class DeliveryWorker(
    SubscriptionStore subscriptions, DeliveryPlanner planner, OutboxStore outbox, DeliveryRunner runner, PreparedStore prepared, PreparedFolder folder, ClockRepair clock,
    TimeProvider time, IOptions<MailOptions> options, ILogger<DeliveryWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan BetweenTidyings = TimeSpan.FromHours(1);

    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.MaxConcurrent == 0
        ? Task.CompletedTask
        : Task.WhenAll(PlanAsync(stoppingToken), CleanUpAsync(stoppingToken), SendAsync(stoppingToken));

    // One loop takes copies, as many as may be under way at a time: an idle process asks the database once in a while.
    private async Task SendAsync(CancellationToken stopping)
    {
        using var free = new SemaphoreSlim(options.Value.MaxConcurrent);
        await RepeatAsync(
            async () =>
            {
                await free.WaitAsync(stopping);
                MailDelivery? copy = null;
                try
                {
                    // The process stands before it for people, and for tests that kill one.
                    copy = await outbox.ClaimAsync($"{Environment.ProcessId}-{Guid.NewGuid():N}", stopping);
                }
                finally
                {
                    if (copy is null)
                    {
                        free.Release();
                    }
                }

                _ = copy is null ? Task.CompletedTask : SendAsync(copy, free, stopping);
                return copy is not null;
            },
            Pause,
            stopping);

        // What is under way comes to its end before the process does.
        for (var ended = 0; ended < options.Value.MaxConcurrent; ended++)
        {
            await free.WaitAsync(CancellationToken.None);
        }
    }

    private async Task SendAsync(MailDelivery copy, SemaphoreSlim free, CancellationToken stopping)
    {
        try
        {
            await runner.RunAsync(copy, stopping);
        }
        catch (Exception failure)
        {
            // Its lease runs out, and somebody takes it again.
            LogAway(failure);
        }
        finally
        {
            free.Release();
        }
    }

    private Task PlanAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            await clock.MendAsync(stopping);
            var planned = false;
            foreach (var due in await subscriptions.DueAsync(stopping))
            {
                planned |= await planner.PlanAsync(due, stopping);
            }

            foreach (var lost in await outbox.LostAsync(stopping))
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
            await outbox.ForgetAsync(stopping);
            await prepared.ForgetAsync(stopping);
            folder.DeleteExpired();
            return false;
        },
        BetweenTidyings,
        stopping);

    /// <param name="work">True where there may be more at once.</param>
    private async Task RepeatAsync(Func<Task<bool>> work, TimeSpan pause, CancellationToken stopping)
    {
        // Away from the thread that starts the program.
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
                LogAway(failure);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail cannot be looked after; trying again soon")]
    private partial void LogAway(Exception failure);
}
