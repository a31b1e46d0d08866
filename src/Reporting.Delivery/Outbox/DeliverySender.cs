using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>Hands one composed mail over to the carrier, and records it before and after.</summary>
public sealed partial class DeliverySender(OutboxStore outbox, IMailTransport carrier, DeliveryOutcomes endings, AuditTrail trail, ILogger<DeliverySender> log)
{
    public async Task SendAsync(MailDelivery copy, Subscription subscription, ComposedMail composed, PreparedMail? mail, CancellationToken cancellationToken)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}
