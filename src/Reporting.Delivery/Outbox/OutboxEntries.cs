using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Links;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>Creates new deliveries, before they are stored in the outbox.</summary>
public sealed class OutboxEntries(MailLinks links, TimeProvider time, IOptions<MailOptions> options)
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
    public MailDelivery Notice(MailDelivery failed, DeliverySource source, string recipient, string text)
    {
        var notice = Entry(failed.SubscriptionId, "notice " + failed.Occurrence, recipient, MailDelivery.Notice, time.GetUtcNow()) with { Note = text };
        return failed.Content is { } content && OutboxMessage.Parse(content) is var message
            ? notice with { Owner = failed.Owner, Content = (message with { Body = null, Mail = NoticeOf(message, source, text) }).Text() }
            : notice;
    }

    /// <summary>Messages for mail addresses and webhooks. The mail's address for unsubscribing is that of each recipient.</summary>
    /// <param name="id">Their owner, such as an alert.</param>
    /// <param name="occurrence">Unique for this id.</param>
    public IEnumerable<MailDelivery> Messages(string id, string owner, string occurrence, OutboxMessage message, IReadOnlyList<string> mails, IReadOnlyList<string> webhooks) =>
    [
        .. mails.Select(address => Entry(id, occurrence, address, "to", time.GetUtcNow()) with
        {
            Owner = owner, Content = (message with { Body = null, Mail = message.Mail! with { Unsubscribe = links.OfUnsubscribe(id, address) } }).Text(),
        }),
        .. webhooks.Select(target => Entry(id, occurrence, RecipientOf(target), "to", time.GetUtcNow()) with { Owner = owner, Target = target, Content = (message with { Mail = null }).Text() }),
    ];

    /// <summary>A short name of a webhook. Its address may hold a secret, and may be longer than an address of mail.</summary>
    public static string RecipientOf(string target) => $"{new Uri(target).IdnHost}/#{Sha256.Of(target)[..8]}";

    private MailContent NoticeOf(OutboxMessage message, DeliverySource source, string text)
    {
        var captions = ValueText.In(source.Language).Captions;
        return new MailContent(
            source.Language, MailComposer.OneLine(Captions.Format(captions.BrokenSubject, ValueText.In(source.Language).Apart(source.Title))),
            $"{text}\n\n{captions.BrokenMore}\n{links.Home}{message.Page}", null, [], [], [], source.Title, null);
    }

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
