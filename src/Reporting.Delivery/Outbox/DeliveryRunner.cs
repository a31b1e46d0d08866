using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Prepared;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one copy that this process has taken, and writes down what became of it.</summary>
public sealed partial class DeliveryRunner(
    OutboxStore outbox, SubscriptionStore subscriptions, MailPreparer preparer, PreparedFolder folder, MailComposer letters, IMailTransport carrier, DeliveryOutcomes endings,
    AuditTrail trail, TimeProvider time, IOptions<MailOptions> options, ILogger<DeliveryRunner> log)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public async Task RunAsync(MailDelivery copy, CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pulse = RenewLeaseAsync(copy, lost);
        try
        {
            await SendAsync(copy, lost.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends in peace: whoever is next begins at once.
            await outbox.PostponeAsync(copy, TimeSpan.Zero, null, counts: false, CancellationToken.None);
        }
        catch (Exception gone) when (gone is DeliveryLostException or OperationCanceledException)
        {
            LogLost(copy.Id);
        }
        catch (Exception failure) when (failure is not DbException)
        {
            LogFailed(failure, copy.Id);
            await endings.RetryAsync(copy, null, "The program failed; the log has the rest.", CancellationToken.None);
        }
        finally
        {
            await lost.CancelAsync();
            await pulse;
        }
    }

    /// <summary>A copy whose worker fell silent while it handed it over.</summary>
    public async Task ResolveLostAsync(MailDelivery copy, CancellationToken cancellationToken)
    {
        if (carrier.IsRepeatable)
        {
            await outbox.PostponeAsync(copy, TimeSpan.Zero, null, counts: true, cancellationToken);
        }
        else
        {
            await endings.MarkAmbiguousAsync(copy, await subscriptions.FindAsync(copy.SubscriptionId, cancellationToken), "The process ended while it handed the message over.", cancellationToken);
        }
    }

    private async Task SendAsync(MailDelivery copy, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(copy.SubscriptionId, cancellationToken) is not { } subscription)
        {
            await outbox.EndAsync(copy, DeliveryState.Cancelled, "The subscription is gone.", null, cancellationToken);
            return;
        }

        if (copy.Attempts > options.Value.MaxAttempts)
        {
            await endings.GiveUpAsync(copy, subscription, copy.Reason ?? "The processes that tried it ended.", cancellationToken);
            return;
        }

        if (copy.Kind == MailDelivery.Notice)
        {
            await SendAsync(copy, subscription, await letters.WriteNoticeAsync(subscription, copy), null, cancellationToken);
            return;
        }

        var preparation = await preparer.PrepareAsync(subscription, copy, cancellationToken);
        if (preparation.Mail is { } mail)
        {
            await SendAsync(copy, subscription, mail, preparation.Problem, cancellationToken);
        }
        else if (preparation.Problem is not { } problem)
        {
            await outbox.PostponeAsync(copy, Moment, null, counts: false, cancellationToken);
        }
        else if (preparation.IsPassing)
        {
            await endings.RetryAsync(copy, subscription, Words(problem), cancellationToken);
        }
        else
        {
            await endings.GiveUpAsync(copy, subscription, Words(problem), cancellationToken);
        }
    }

    /// <param name="untold">Of an empty mail: what its owner may read of that.</param>
    private async Task SendAsync(MailDelivery copy, Subscription subscription, PreparedMail mail, Problem? untold, CancellationToken cancellationToken)
    {
        var definition = subscription.Definition;
        if (mail.IsEmpty)
        {
            var said = untold is null ? null : Words(untold);
            if (definition.SkipWhenEmpty)
            {
                await outbox.EndAsync(copy, DeliveryState.Skipped, said ?? "Nothing matches: the report is empty.", null, cancellationToken);
            }
            else
            {
                await endings.GiveUpAsync(copy, subscription, said ?? "Nothing matches: the report is empty, and an empty report is not sent. Set skipWhenEmpty where that is as it should be.", cancellationToken);
            }

            return;
        }

        var isScheduled = !copy.IsByHand;
        if (definition.SkipWhenUnchanged && isScheduled && await outbox.LastAsync(copy, cancellationToken) == (mail.GroupKey, mail.Fingerprint))
        {
            await outbox.EndAsync(copy, DeliveryState.Skipped, "Nothing changed since the last delivery.", null, cancellationToken);
            return;
        }

        await outbox.CarryAsync(copy, mail.Id, cancellationToken);
        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (var file in mail.Files)
        {
            // Absent where processes do not share the folder, or somebody tidied it up: it is made again.
            if (folder.Find(file) is not { } place)
            {
                await endings.RetryAsync(copy, subscription, "A file of it is not in the folder of mailed files.", cancellationToken);
                return;
            }

            contents.Add(await File.ReadAllBytesAsync(place.FullName, cancellationToken));
        }

        await SendAsync(copy, subscription, await letters.WriteAsync(subscription, copy, mail, contents), mail, cancellationToken);
    }

    private async Task SendAsync(MailDelivery copy, Subscription subscription, ComposedMail composed, PreparedMail? mail, CancellationToken cancellationToken)
    {
        SendResult outcome;
        try
        {
            outcome = await carrier.SendAsync(composed.Envelope, composed.Message, BeforeEndAsync, cancellationToken);
        }
        catch (DbException away)
        {
            // Perhaps 'handing-over' was written down and only the answer was lost: the dot was not sent.
            LogFailed(away, copy.Id);
            outcome = new SendResult(SendState.PutOff, SendPhase.Content, "The database was away: nothing was handed over.");
        }

        try
        {
            await EndAsync(copy, subscription, outcome);
        }
        catch (Exception failure)
        {
            // The relay may have it: the row stays as it is, and when its lease runs out it is in doubt.
            LogFailed(failure, copy.Id);
        }

        // What cannot be recorded is not sent; and what is being handed over is on the disk before the relay can have it.
        async Task BeforeEndAsync(CancellationToken cancel)
        {
            await trail.RecordAsync(
                new AuditEntry(trail.Now, subscription.Owner, string.Join(' ', subscription.OwnerRoles ?? []), AuditAction.Mail, $"mail {subscription.Id} {copy.Occurrence}")
                {
                    Question = $"recipient={copy.Recipient}&report={subscription.Definition.Report}&onBehalfOf={subscription.Definition.OnBehalfOf}&delivery={copy.Id}&{SubscriptionDefinition.Words(subscription.Definition.ParametersFor(copy.Recipient))}",
                    DataVersion = mail?.DataVersion,
                    Rows = mail?.Rows,
                    Outcome = AuditOutcome.Answered,
                },
                cancel);
            if (!await outbox.SendAsync(copy, cancel))
            {
                throw new DeliveryLostException();
            }
        }
    }

    private Task EndAsync(MailDelivery copy, Subscription subscription, SendResult outcome) => outcome.State switch
    {
        SendState.Accepted => endings.DeliveredAsync(copy, outcome.Reason),
        SendState.Refused => endings.RefusedAsync(copy, subscription, outcome.Reason, CancellationToken.None),
        SendState.PutOff => endings.RetryAsync(copy, subscription, outcome.Reason, CancellationToken.None),
        _ => endings.MarkAmbiguousAsync(copy, subscription, outcome.Reason, CancellationToken.None),
    };

    private static string Words(Problem problem) => $"{problem.Code}: {problem.Message} {problem.Hint}";

    // The copy is being worked on, and is it still ours?
    private async Task RenewLeaseAsync(MailDelivery copy, CancellationTokenSource lost)
    {
        var lastSeen = time.GetTimestamp();
        while (!lost.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(options.Value.LeaseSeconds / 3), time, lost.Token);
                if (!await outbox.ExtendAsync(copy, lost.Token))
                {
                    await lost.CancelAsync();
                }

                lastSeen = time.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (DbException) when (time.GetElapsedTime(lastSeen).TotalSeconds < options.Value.LeaseSeconds)
            {
                // The lease lasts a while yet.
            }
            catch (DbException away)
            {
                LogFailed(away, copy.Id);
                await lost.CancelAsync();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} was deleted, or another process took it over")]
    private partial void LogLost(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}

/// <summary>The copy in hand is no longer this worker's: nothing of it may be sent.</summary>
internal sealed class DeliveryLostException() : Exception("The copy was taken over by another worker.");
