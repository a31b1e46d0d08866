using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Delivery.Mail;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>Sends one composed mail or message, and records it before and after.</summary>
public sealed partial class DeliverySender(OutboxStore outbox, DeliveryOutcomes outcomes, AuditTrail trail, ILogger<DeliverySender> log)
{
    /// <param name="send">Sends it, and awaits what it is given before the last byte.</param>
    public async Task SendAsync(
        MailDelivery delivery, DeliverySource source, SentFacts facts, Func<Func<CancellationToken, Task>, CancellationToken, Task<SendResult>> send, CancellationToken cancellationToken)
    {
        SendResult outcome;
        try
        {
            outcome = await send(BeforeEndAsync, cancellationToken);
        }
        catch (DbException failure)
        {
            // The state 'handing-over' may have been written, but the final dot was not sent.
            LogFailed(failure, delivery.Id);
            outcome = new SendResult(SendState.Postponed, SendPhase.Content, "The database was unavailable, so the mail was not sent.");
        }

        try
        {
            await EndAsync(delivery, source, outcome);
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
                new AuditEntry(trail.Now, source.Owner, string.Join(' ', source.OwnerRoles ?? []), AuditAction.Mail, $"{(delivery.Target is null ? "mail" : "webhook")} {source.Id} {delivery.Occurrence}")
                {
                    Question = facts.Question,
                    DataVersion = facts.DataVersion,
                    Rows = facts.Rows,
                    Outcome = AuditOutcome.Answered,
                },
                cancel);
            if (!await outbox.RecordHandingOverAsync(delivery, cancel))
            {
                throw new DeliveryLostException();
            }
        }
    }

    private Task EndAsync(MailDelivery delivery, DeliverySource source, SendResult outcome) => outcome.State switch
    {
        SendState.Accepted => outcomes.DeliveredAsync(delivery, outcome.Reason),
        SendState.Written => outcomes.WrittenAsync(delivery, outcome.Reason),
        SendState.Refused => outcomes.RefusedAsync(delivery, source, outcome.Reason, CancellationToken.None),
        SendState.Postponed => outcomes.RetryAsync(delivery, source, outcome.Reason, CancellationToken.None),
        _ => outcomes.MarkAmbiguousAsync(delivery, source, outcome.Reason, CancellationToken.None),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} failed")]
    private partial void LogFailed(Exception failure, string id);
}

/// <summary>The facts of a delivery for the audit trail.</summary>
public sealed record SentFacts(string Question, long? DataVersion, long? Rows);
