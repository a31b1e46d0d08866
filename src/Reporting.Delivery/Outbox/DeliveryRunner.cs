using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one claimed delivery and records the result.</summary>
public sealed partial class DeliveryRunner(
    OutboxStore outbox, SubscriptionStore subscriptions, MailPreparer preparer, PreparedFolder folder, ChangesReader changes, MailComposer composer, IMailTransport transport, DeliverySender sender, MessageSender messages,
    DeliveryOutcomes outcomes, TimeProvider time, IOptions<MailOptions> options, ILogger<DeliveryRunner> log)
{
    private static readonly TimeSpan PollDelay = TimeSpan.FromSeconds(1);

    public async Task RunAsync(MailDelivery delivery, CancellationToken stopping)
    {
        var length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(lost => outbox.ExtendAsync(delivery, lost), length / 3, length, e => LogFailed(e, delivery.Id)), time, stopping);
        try
        {
            await SendAsync(delivery, heartbeat.Lost);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops in order, so another worker can start the delivery at once.
            await outbox.PostponeAsync(delivery, TimeSpan.Zero, null, counts: false, CancellationToken.None);
        }
        catch (Exception gone) when (gone is DeliveryLostException or OperationCanceledException)
        {
            LogLost(delivery.Id);
        }
        catch (Exception failure) when (failure is not DbException)
        {
            LogFailed(failure, delivery.Id);
            await outcomes.RetryAsync(delivery, null, "An internal error occurred. The log has the details.", CancellationToken.None);
        }
    }

    /// <summary>Resolves a delivery whose lease expired while the relay received the mail.</summary>
    public async Task ResolveLostAsync(MailDelivery delivery, CancellationToken cancellationToken)
    {
        if (transport.IsRepeatable && delivery.Target is null)
        {
            await outbox.PostponeAsync(delivery, TimeSpan.Zero, null, counts: true, cancellationToken);
        }
        else
        {
            await outcomes.MarkAmbiguousAsync(delivery, await outcomes.SourceAsync(delivery, cancellationToken), "The process ended while it sent the message.", cancellationToken);
        }
    }

    private async Task SendAsync(MailDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Content is { } content)
        {
            await SendAsync(delivery, OutboxMessage.Parse(content), cancellationToken);
            return;
        }

        if (await subscriptions.FindAsync(delivery.SubscriptionId, cancellationToken) is not { } subscription)
        {
            await outbox.EndAsync(delivery, DeliveryState.Cancelled, "The subscription was deleted.", null, cancellationToken);
            return;
        }

        if (delivery.Attempts > options.Value.MaxAttempts)
        {
            await outcomes.GiveUpAsync(delivery, DeliverySource.Of(subscription), delivery.Reason ?? "The processes that tried to send it ended.", cancellationToken);
            return;
        }

        if (delivery.Kind == MailDelivery.Notice)
        {
            await SendAsync(delivery, subscription, await composer.WriteNoticeAsync(subscription, delivery), null, cancellationToken);
            return;
        }

        var preparation = await preparer.PrepareAsync(subscription, delivery, cancellationToken);
        if (preparation.Common is not null)
        {
            await SendAsync(delivery, subscription, preparation, preparation.Common, cancellationToken);
        }
        else if (preparation.Mail is { } mail)
        {
            await SendAsync(delivery, subscription, mail, preparation.Problem, cancellationToken);
        }
        else if (preparation.Problem is not { } problem)
        {
            await outbox.PostponeAsync(delivery, PollDelay, null, counts: false, cancellationToken);
        }
        else if (preparation.IsPassing)
        {
            await outcomes.RetryAsync(delivery, DeliverySource.Of(subscription), TextOf(problem), cancellationToken);
        }
        else
        {
            await outcomes.GiveUpAsync(delivery, DeliverySource.Of(subscription), TextOf(problem), cancellationToken);
        }
    }

    private Task SendAsync(MailDelivery delivery, OutboxMessage message, CancellationToken cancellationToken) => delivery.Attempts > options.Value.MaxAttempts
        ? outcomes.GiveUpAsync(delivery, DeliverySource.Of(delivery, message), delivery.Reason ?? "The processes that tried to send it ended.", cancellationToken)
        : messages.SendAsync(delivery, message, cancellationToken);

    /// <param name="emptyReason">For an empty mail: the reason that its owner may read.</param>
    private async Task SendAsync(MailDelivery delivery, Subscription subscription, PreparedMail mail, Problem? emptyReason, CancellationToken cancellationToken)
    {
        var definition = subscription.Definition;
        if (mail.IsEmpty)
        {
            var reason = emptyReason is null ? null : TextOf(emptyReason);
            if (definition.SkipWhenEmpty)
            {
                await outbox.EndAsync(delivery, DeliveryState.Skipped, reason ?? "The report is empty.", null, cancellationToken);
            }
            else
            {
                await outcomes.GiveUpAsync(delivery, DeliverySource.Of(subscription), reason ?? "The report is empty, and an empty report is not sent. Set skipWhenEmpty if it may be empty.", cancellationToken);
            }

            return;
        }

        if (!await SkipUnchangedAsync(delivery, subscription, mail, cancellationToken))
        {
            await SendAsync(delivery, subscription, mail, mail, cancellationToken);
        }
    }

    /// <summary>Sends to a recipient who sees more than the owner. Data that only the recipient sees must not affect what the owner reads about the delivery.</summary>
    private async Task SendAsync(MailDelivery delivery, Subscription subscription, Preparation forRecipient, PreparedMail common, CancellationToken cancellationToken)
    {
        if (await SkipUnchangedAsync(delivery, subscription, common, cancellationToken))
        {
            return;
        }

        if (forRecipient.Mail is { } mail)
        {
            await SendAsync(delivery, subscription, mail, common, cancellationToken);
        }
        else if (forRecipient.Problem is not { } problem)
        {
            await outbox.PostponeAsync(delivery, PollDelay, null, counts: false, cancellationToken);
        }
        else if (forRecipient.IsPassing && delivery.Attempts < options.Value.MaxAttempts)
        {
            await outcomes.RetryAsync(delivery, DeliverySource.Of(subscription), TextOf(preparer.Withheld(delivery, forRecipient).Problem!), cancellationToken);
        }
        else
        {
            // Only the recipient reads the problem, because it may reveal data that the owner does not see.
            preparer.Withheld(delivery, forRecipient);
            await outbox.RecordContentAsync(delivery, null, common.Id, cancellationToken);
            await SendAsync(delivery, subscription, await composer.WriteUnmadeAsync(subscription, delivery, problem), null, cancellationToken);
        }
    }

    private async Task<bool> SkipUnchangedAsync(MailDelivery delivery, Subscription subscription, PreparedMail compared, CancellationToken cancellationToken)
    {
        if (!subscription.Definition.SkipWhenUnchanged || delivery.IsByHand || await outbox.FindLastMailAsync(delivery, cancellationToken) != (compared.GroupKey, compared.Fingerprint))
        {
            return false;
        }

        await outbox.EndAsync(delivery, DeliveryState.Skipped, "Nothing changed since the last delivery.", null, cancellationToken);
        return true;
    }

    /// <param name="compared">The mail with which the next one is compared to detect changes.</param>
    private async Task SendAsync(MailDelivery delivery, Subscription subscription, PreparedMail mail, PreparedMail compared, CancellationToken cancellationToken)
    {
        await outbox.RecordContentAsync(delivery, mail.Id, compared.Id, cancellationToken);
        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (var file in mail.Files)
        {
            // The file is missing if processes do not share the folder or if it was deleted. The retry makes it again.
            if (folder.Find(file) is not { } place)
            {
                await outcomes.RetryAsync(delivery, DeliverySource.Of(subscription), "A file of the mail is missing in Mail:FilesFolder.", cancellationToken);
                return;
            }

            contents.Add(await File.ReadAllBytesAsync(place.FullName, cancellationToken));
        }

        await SendAsync(delivery, subscription, await composer.WriteAsync(subscription, delivery, mail, contents, await changes.OfAsync(delivery, mail, cancellationToken)), mail, cancellationToken);
    }

    private Task SendAsync(MailDelivery delivery, Subscription subscription, ComposedMail composed, PreparedMail? mail, CancellationToken cancellationToken)
    {
        var definition = subscription.Definition;
        var facts = new SentFacts(
            $"recipient={delivery.Recipient}&report={definition.Report}&onBehalfOf={definition.OnBehalfOf}&delivery={delivery.Id}&{SubscriptionDefinition.Words(definition.ParametersFor(delivery.Recipient))}",
            mail?.DataVersion, mail?.Rows);
        return sender.SendAsync(
            delivery, DeliverySource.Of(subscription), facts, (beforeEnd, cancel) => transport.SendAsync(composed.Envelope, composed.Message, beforeEnd, cancel), cancellationToken);
    }

    private static string TextOf(Problem problem) => $"{problem.Code}: {problem.Message} {problem.Hint}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} was deleted, or another process took it over")]
    private partial void LogLost(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}

/// <summary>This worker no longer holds the delivery, so it must not send it.</summary>
internal sealed class DeliveryLostException() : Exception("Another worker took over the delivery.");
