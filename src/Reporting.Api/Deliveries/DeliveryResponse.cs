using Reporting.Delivery.Outbox;

namespace Reporting.Api.Deliveries;

/// <summary>
/// One copy: <c>state</c> is waiting, sending, handing-over, delivered, refused, failed, ambiguous, skipped or cancelled; <c>kind</c> is to, cc, bcc or notice; times are UTC.
/// </summary>
/// <param name="Occurrence">The wall clock of the schedule; "run …" by hand; "notice …" about one.</param>
/// <param name="NextAttemptAt">Null unless it waits.</param>
/// <param name="Reason">What the relay said, or what went wrong.</param>
public sealed record DeliveryResponse(
    string Id,
    string Subscription,
    string Occurrence,
    string Recipient,
    string Kind,
    DateTimeOffset Due,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string MessageId,
    string? Note,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    internal static DeliveryResponse Of(MailDelivery d) => new(
        d.Id, d.SubscriptionId, d.Occurrence, d.Recipient, d.Kind, d.Due, DeliveryFormatter.Of(d.State), d.Attempts, d.State == DeliveryState.Waiting ? d.NotBefore : null,
        d.MessageId, d.Note, d.Reason, d.CreatedAt, d.EndedAt);
}
