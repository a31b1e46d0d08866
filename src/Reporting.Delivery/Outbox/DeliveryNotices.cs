using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>Tells owners what is broken: once for an occurrence, by the same outbox.</summary>
public sealed partial class DeliveryNotices(OutboxStore outbox, OutboxEntries entries, MailAddresses addresses, IOptions<MailOptions> options, ILogger<DeliveryNotices> log)
{
    /// <param name="phrase">What is said of a recipient and a reason.</param>
    public async Task TellAsync(MailDelivery copy, Subscription subscription, Func<Captions, string> phrase, string reason, CancellationToken cancellationToken)
    {
        LogBroken(subscription.Id, copy.Occurrence, Captions.Say(phrase(Captions.In(Language.English)), copy.Recipient, reason));
        // A notice that does not arrive makes no further one.
        if (copy.Kind != MailDelivery.Notice && AddressOf(subscription) is { } address)
        {
            var words = ValueText.In(subscription.Definition.Language);
            var about = Captions.Say(words.Captions.BrokenAbout, words.Apart(subscription.Title), When(copy, subscription, words));
            await outbox.AddAsync([entries.Notice(copy, address, $"{about} {Captions.Say(phrase(words.Captions), words.Apart(copy.Recipient), words.Apart(reason))}")], cancellationToken);
        }
    }

    // By the wall clock of the schedule; by hand it has no such time.
    private static string When(MailDelivery copy, Subscription subscription, ValueText words) => Occurrence.WallClockOf(copy.Occurrence) is { } wall
        ? $"{words.Of(DateOnly.FromDateTime(wall), ValueFormat.Text)}, {TimeOnly.FromDateTime(wall):HH':'mm} ({words.Apart(subscription.Definition.TimeZone)})"
        : words.Language.Time(copy.Due);

    private string? AddressOf(Subscription subscription) =>
        subscription.Definition.Notify ?? (addresses.Read(subscription.Owner).IsValue(out var owner, out _) ? owner : options.Value.NoticesTo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id}, {Occurrence}: {Words}")]
    private partial void LogBroken(string id, string occurrence, string words);
}
