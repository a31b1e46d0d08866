using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Outbox;

/// <summary>The origin of a delivery, as far as its outcome and its notices depend on it.</summary>
/// <param name="OwnerRoles">Null for the command line.</param>
/// <param name="TimeZone">Of the schedule whose wall clock names the occurrence.</param>
/// <param name="Notify">Address for notices; null for the owner.</param>
public sealed record DeliverySource(
    string Id, string Owner, IReadOnlyList<string>? OwnerRoles, string Title, string Language, string TimeZone, AmbiguousPolicy Ambiguous, string? Notify)
{
    public static DeliverySource Of(Subscription subscription) => new(
        subscription.Id, subscription.Owner, subscription.OwnerRoles, subscription.Title, subscription.Definition.Language, subscription.Definition.TimeZone, subscription.Definition.Ambiguous,
        subscription.Definition.Notify);

    /// <param name="delivery">A message: <see cref="MailDelivery.Content"/> is not null.</param>
    public static DeliverySource Of(MailDelivery delivery, OutboxMessage message) => new(
        delivery.SubscriptionId, delivery.Owner!, message.OwnerRoles, message.Title, message.Language, "UTC",
        // A receiver recognises a repeated message by its id; a mailbox does not.
        delivery.Target is null ? message.Ambiguous : AmbiguousPolicy.Resend, message.Notify);
}
