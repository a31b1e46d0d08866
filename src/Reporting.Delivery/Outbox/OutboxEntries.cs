using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>New rows of the outbox, before they are written.</summary>
public sealed class OutboxEntries(TimeProvider time, IOptions<MailOptions> options)
{
    private readonly string domain = MailboxAddress.Parse(options.Value.From).Domain;

    /// <summary>One copy for each recipient of an occurrence.</summary>
    /// <param name="missed">How many occurrences that were missed it stands for.</param>
    public IEnumerable<MailDelivery> Of(Subscription subscription, Occurrence occurrence, int missed) => subscription.Definition.Recipients.All().Select(r =>
        Entry(subscription.Id, occurrence.Key, r.Address, r.Kind, occurrence.Due) with { Note = missed == 0 ? null : StandsFor(subscription, missed) });

    public IEnumerable<MailDelivery> ByHand(Subscription subscription, DateTimeOffset now)
    {
        var occurrence = MailDelivery.Run + now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return subscription.Definition.Recipients.All().Select(r => Entry(subscription.Id, occurrence, r.Address, r.Kind, now));
    }

    /// <summary>Tells somebody what is broken with an occurrence; once, however many copies of it are broken.</summary>
    public MailDelivery Notice(MailDelivery about, string recipient, string words) =>
        Entry(about.SubscriptionId, "notice " + about.Occurrence, recipient, MailDelivery.Notice, time.GetUtcNow()) with { Note = words };

    private static string StandsFor(Subscription subscription, int missed)
    {
        var words = ValueText.In(subscription.Definition.Language);
        return words.Counted(missed, words.Captions.StandsForOne, words.Captions.StandsFor);
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
            MessageId = $"{id}@{domain}",
            CreatedAt = time.GetUtcNow(),
        };
    }
}
