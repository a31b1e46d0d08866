using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>Creates new deliveries, before they are stored in the outbox.</summary>
public sealed class OutboxEntries(TimeProvider time, IOptions<MailOptions> options)
{
    private readonly string _domain = MailboxAddress.Parse(options.Value.From).Domain;

    /// <summary>One delivery for each recipient of an occurrence.</summary>
    /// <param name="missed">How many missed occurrences it replaces.</param>
    public IEnumerable<MailDelivery> Of(Subscription subscription, Occurrence occurrence, int missed) => subscription.Definition.Recipients.All().Select(r =>
        Entry(subscription.Id, occurrence.Key, r.Address, r.Kind, occurrence.Due) with { Note = missed == 0 ? null : MissedNote(subscription, missed) });

    public IEnumerable<MailDelivery> ByHand(Subscription subscription, DateTimeOffset now)
    {
        var occurrence = MailDelivery.Run + now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return subscription.Definition.Recipients.All().Select(r => Entry(subscription.Id, occurrence, r.Address, r.Kind, now));
    }

    /// <summary>A notice about a failure. All failures of an occurrence share one notice.</summary>
    public MailDelivery Notice(MailDelivery failed, string recipient, string text) =>
        Entry(failed.SubscriptionId, "notice " + failed.Occurrence, recipient, MailDelivery.Notice, time.GetUtcNow()) with { Note = text };

    private static string MissedNote(Subscription subscription, int missed)
    {
        var values = ValueText.In(subscription.Definition.Language);
        return values.Counted(missed, values.Captions.StandsForOne, values.Captions.StandsFor);
    }

    private MailDelivery Entry(string subscription, string occurrence, string recipient, string kind, DateTimeOffset due)
    {
        var id = Guid.NewGuid().ToString("N");
        return new MailDelivery
        {
            Id = id,
            SubscriptionId = subscription,
            Occurrence = occurrence,
            Recipient = recipient,
            Kind = kind,
            Due = due,
            State = DeliveryState.Waiting,
            NotBefore = due,
            Attempts = 0,
            MessageId = $"{id}@{_domain}",
            CreatedAt = time.GetUtcNow(),
        };
    }
}
