using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Outbox;

/// <summary>Tells owners what is broken: once for an occurrence, by the same outbox.</summary>
public sealed partial class DeliveryNotices(OutboxStore outbox, OutboxEntries entries, MailAddresses addresses, IOptions<MailOptions> options, ILogger<DeliveryNotices> log)
{
    public async Task TellAsync(MailDelivery copy, Subscription subscription, string words, CancellationToken cancellationToken)
    {
        LogBroken(subscription.Id, copy.Occurrence, words);
        // A notice that does not arrive makes no further one.
        if (copy.Kind != MailDelivery.Notice && AddressOf(subscription) is { } address)
        {
            await outbox.AddAsync([entries.Notice(copy, address, $"{subscription.Title}, due {copy.Occurrence} ({subscription.Definition.TimeZone}). {words}")], cancellationToken);
        }
    }

    private string? AddressOf(Subscription subscription) =>
        subscription.Definition.Notify ?? (addresses.Read(subscription.Owner).IsValue(out var owner, out _) ? owner : options.Value.NoticesTo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id}, {Occurrence}: {Words}")]
    private partial void LogBroken(string id, string occurrence, string words);
}
