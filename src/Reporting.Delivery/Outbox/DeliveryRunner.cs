using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one copy that this process has taken, and writes down what became of it.</summary>
public sealed partial class DeliveryRunner(
    OutboxStore outbox, SubscriptionStore subscriptions, MailPreparer preparer, PreparedFolder folder, MailComposer letters, IMailTransport carrier, DeliverySender sender,
    DeliveryOutcomes endings, TimeProvider time, IOptions<MailOptions> options, ILogger<DeliveryRunner> log)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public async Task RunAsync(MailDelivery copy, CancellationToken stopping)
    {
        var length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(lost => outbox.ExtendAsync(copy, lost), length / 3, length, e => LogFailed(e, copy.Id)), time, stopping);
        try
        {
            await SendAsync(copy, heartbeat.Lost);
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
            await sender.SendAsync(copy, subscription, await letters.WriteNoticeAsync(subscription, copy), null, cancellationToken);
            return;
        }

        var preparation = await preparer.PrepareAsync(subscription, copy, cancellationToken);
        if (preparation.Common is not null)
        {
            await SendAsync(copy, subscription, preparation, preparation.Common, cancellationToken);
        }
        else if (preparation.Mail is { } mail)
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

        if (!await SkipUnchangedAsync(copy, subscription, mail, cancellationToken))
        {
            await SendAsync(copy, subscription, mail, mail, cancellationToken);
        }
    }

    /// <summary>To a recipient who sees more than the owner: what only they see may change what the mail says, but nothing that its owner reads of the copy.</summary>
    private async Task SendAsync(MailDelivery copy, Subscription subscription, Preparation theirs, PreparedMail common, CancellationToken cancellationToken)
    {
        if (await SkipUnchangedAsync(copy, subscription, common, cancellationToken))
        {
            return;
        }

        if (theirs.Mail is { } mail)
        {
            await SendAsync(copy, subscription, mail, common, cancellationToken);
        }
        else if (theirs.Problem is not { } problem)
        {
            await outbox.PostponeAsync(copy, Moment, null, counts: false, cancellationToken);
        }
        else if (theirs.IsPassing && copy.Attempts < options.Value.MaxAttempts)
        {
            await endings.RetryAsync(copy, subscription, Words(preparer.Withheld(copy, theirs).Problem!), cancellationToken);
        }
        else
        {
            // The recipient alone is told what went wrong: it may tell of data that the owner does not see.
            preparer.Withheld(copy, theirs);
            await outbox.CarryAsync(copy, null, common.Id, cancellationToken);
            await sender.SendAsync(copy, subscription, await letters.WriteUnmadeAsync(subscription, copy, problem), null, cancellationToken);
        }
    }

    private async Task<bool> SkipUnchangedAsync(MailDelivery copy, Subscription subscription, PreparedMail compared, CancellationToken cancellationToken)
    {
        if (!subscription.Definition.SkipWhenUnchanged || copy.IsByHand || await outbox.LastAsync(copy, cancellationToken) != (compared.GroupKey, compared.Fingerprint))
        {
            return false;
        }

        await outbox.EndAsync(copy, DeliveryState.Skipped, "Nothing changed since the last delivery.", null, cancellationToken);
        return true;
    }

    /// <param name="compared">By which the next one is found to be unchanged.</param>
    private async Task SendAsync(MailDelivery copy, Subscription subscription, PreparedMail mail, PreparedMail compared, CancellationToken cancellationToken)
    {
        await outbox.CarryAsync(copy, mail.Id, compared.Id, cancellationToken);
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

        await sender.SendAsync(copy, subscription, await letters.WriteAsync(subscription, copy, mail, contents), mail, cancellationToken);
    }

    private static string Words(Problem problem) => $"{problem.Code}: {problem.Message} {problem.Hint}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} was deleted, or another process took it over")]
    private partial void LogLost(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}

/// <summary>The copy in hand is no longer this worker's: nothing of it may be sent.</summary>
internal sealed class DeliveryLostException() : Exception("The copy was taken over by another worker.");
