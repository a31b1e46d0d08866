using System.ComponentModel.DataAnnotations;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Delivery.Outbox;

namespace Reporting.Api.Deliveries;

/// <summary>
/// One mail to one recipient. <c>state</c> is waiting, sending, handing-over, delivered, written (to a file, without a relay), refused, failed, ambiguous, skipped or cancelled. <c>kind</c> is to, cc, bcc or notice. Times are UTC.
/// </summary>
/// <param name="Occurrence">The wall clock of the schedule. Other values start with "run " (by hand), "notice " (about a failure) or "early " (sent too early).</param>
/// <param name="NextAttemptAt">Null unless the state is waiting.</param>
/// <param name="Reason">The relay's reply, the file that the mail was written to, or the failure.</param>
public sealed record DeliveryResponse(
    string Id,
    string Subscription,
    string Occurrence,
    string Recipient,
    [property: AllowedValues("to", "cc", "bcc", "notice")] string Kind,
    DateTimeOffset Due,
    [property: WordsOf(typeof(DeliveryState))] string State,
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

/// <summary>Counts of the outbox.</summary>
/// <param name="States">How many deliveries are in each state.</param>
/// <param name="Late">How many deliveries and subscriptions are late (Mail:LateMinutes).</param>
/// <param name="OldestDue">Earliest due time of a delivery that has not ended; null if there is none.</param>
/// <param name="Rendered">How many mails this process has rendered since its start. Many recipients can share one.</param>
public sealed record CountersResponse(
    [property: DescribedBy(typeof(DeliveryStateCounts))] IReadOnlyDictionary<string, long> States, long Late, DateTimeOffset? OldestDue, long Rendered);

/// <summary>The size of the page, and the start of the next one.</summary>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last page.</param>
public sealed record DeliveriesPageResponse(int Rows, bool Truncated, int Limit, string? Next);

/// <summary>A page of deliveries.</summary>
public sealed record DeliveriesResponse(IReadOnlyList<DeliveryResponse> Data, DeliveriesPageResponse Meta);
