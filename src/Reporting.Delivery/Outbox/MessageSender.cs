using System.Text;
using Reporting.Delivery.Links;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Delivery.Webhooks;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one claimed message of the outbox by mail or as a webhook.</summary>
public sealed class MessageSender(
    OutboxStore outbox, MailComposer composer, IMailTransport transport, WebhookSender webhooks, MailLinks links, DeliverySender sender, RecipientIdentityResolver identities)
{
    public async Task SendAsync(MailDelivery delivery, OutboxMessage message, CancellationToken cancellationToken)
    {
        var source = DeliverySource.Of(delivery, message);

        // A message must not be sent after the owner's keys are gone: it shows data by their rights.
        if ((await identities.OwnerAsync(source.Owner, source.OwnerRoles, cancellationToken)).Problem is { } gone)
        {
            await outbox.EndAsync(delivery, DeliveryState.Cancelled, $"{gone.Code}: {gone.Message}", null, cancellationToken);
            return;
        }

        var facts = new SentFacts($"recipient={delivery.Recipient}&delivery={delivery.Id}&{message.Question}", message.DataVersion, message.Rows);
        if (delivery.Target is { } target)
        {
            var webhook = new WebhookMessage(delivery.Id, target, links.WebhookSecret(delivery.SubscriptionId, target), Encoding.UTF8.GetBytes(message.Body!));
            await sender.SendAsync(delivery, source, facts, (beforeEnd, cancel) => webhooks.SendAsync(webhook, beforeEnd, cancel), cancellationToken);
        }
        else
        {
            var composed = await composer.WriteMessageAsync(delivery, message.Mail!);
            await sender.SendAsync(delivery, source, facts, (beforeEnd, cancel) => transport.SendAsync(composed.Envelope, composed.Message, beforeEnd, cancel), cancellationToken);
        }
    }
}
