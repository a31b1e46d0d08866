using Reporting.Delivery.Outbox;

namespace Reporting.Api.Deliveries;

/// <summary>
/// One copy: <c>state</c> is waiting, sending, handing-over, delivered, refused, failed, ambiguous, skipped or cancelled; <c>kind</c> is to, cc, bcc or notice; times are UTC.
/// </summary>
/// <param name="Occurrence">The wall clock of the schedule; "run …" by hand; "notice …" about one; "early …" where the clock was ahead.</param>
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

/// <summary>How the outbox stands.</summary>
/// <param name="States">How many deliveries are in each state.</param>
/// <param name="Late">How many should have been sent some time ago (Mail:LateMinutes).</param>
/// <param name="OldestDue">Since when the longest waiting one is due; null for none.</param>
/// <param name="Rendered">How many mails this process rendered since its start: one serves many recipients.</param>
public sealed record CountersResponse(IReadOnlyDictionary<string, long> States, long Late, DateTimeOffset? OldestDue, long Rendered);

/// <summary>How many are on the page, and where the next one begins.</summary>
/// <param name="Next">For <c>after</c>; null on the last page.</param>
public sealed record DeliveriesPageResponse(int Rows, bool Truncated, int Limit, string? Next);

/// <summary>A page of deliveries.</summary>
public sealed record DeliveriesResponse(IReadOnlyList<DeliveryResponse> Data, DeliveriesPageResponse Meta);
