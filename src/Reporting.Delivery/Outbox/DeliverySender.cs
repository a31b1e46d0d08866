using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one composed mail through the transport, and records it before and after.</summary>
public sealed partial class DeliverySender(OutboxStore outbox, IMailTransport transport, DeliveryOutcomes outcomes, AuditTrail trail, ILogger<DeliverySender> log)
{
    public async Task SendAsync(MailDelivery delivery, Subscription subscription, ComposedMail composed, PreparedMail? mail, CancellationToken cancellationToken)
    {
        SendResult outcome;
        try
        {
            outcome = await transport.SendAsync(composed.Envelope, composed.Message, BeforeEndAsync, cancellationToken);
        }
        catch (DbException failure)
        {
            // The state 'handing-over' may have been written, but the final dot was not sent.
            LogFailed(failure, delivery.Id);
            outcome = new SendResult(SendState.Postponed, SendPhase.Content, "The database was unavailable, so the mail was not sent.");
        }

        try
        {
            await EndAsync(delivery, subscription, outcome);
        }
        catch (Exception failure)
        {
            // The relay may have the mail. The row stays, and becomes ambiguous when its lease expires.
            LogFailed(failure, delivery.Id);
        }

        // The record must be on the disk before the relay can have the mail. If recording fails, the mail is not sent.
        async Task BeforeEndAsync(CancellationToken cancel)
        {
            await trail.RecordAsync(
                new AuditEntry(trail.Now, subscription.Owner, string.Join(' ', subscription.OwnerRoles ?? []), AuditAction.Mail, $"mail {subscription.Id} {delivery.Occurrence}")
                {
                    Question = $"recipient={delivery.Recipient}&report={subscription.Definition.Report}&onBehalfOf={subscription.Definition.OnBehalfOf}&delivery={delivery.Id}&{SubscriptionDefinition.Words(subscription.Definition.ParametersFor(delivery.Recipient))}",
                    DataVersion = mail?.DataVersion,
                    Rows = mail?.Rows,
                    Outcome = AuditOutcome.Answered,
                },
                cancel);
            if (!await outbox.RecordHandingOverAsync(delivery, cancel))
            {
                throw new DeliveryLostException();
            }
        }
    }

    private Task EndAsync(MailDelivery delivery, Subscription subscription, SendResult outcome) => outcome.State switch
    {
        SendState.Accepted => outcomes.DeliveredAsync(delivery, outcome.Reason),
        SendState.Written => outcomes.WrittenAsync(delivery, outcome.Reason),
        SendState.Refused => outcomes.RefusedAsync(delivery, subscription, outcome.Reason, CancellationToken.None),
        SendState.Postponed => outcomes.RetryAsync(delivery, subscription, outcome.Reason, CancellationToken.None),
        _ => outcomes.MarkAmbiguousAsync(delivery, subscription, outcome.Reason, CancellationToken.None),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}
