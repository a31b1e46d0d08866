using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>What owners are told of that is broken: once for an occurrence, by the same outbox.</summary>
public sealed partial class DeliveryNotices(OutboxEntries entries, MailAddresses addresses, IOptions<MailOptions> options, ILogger<DeliveryNotices> log)
{
    /// <summary>Null where there is nobody to tell.</summary>
    /// <param name="phrase">What is said of a recipient and a reason.</param>
    public MailDelivery? About(MailDelivery copy, Subscription subscription, Func<Captions, string> phrase, string reason)
    {
        // A notice that does not arrive makes no further one.
        if (copy.Kind == MailDelivery.Notice || AddressOf(subscription) is not { } address)
        {
            return null;
        }

        var words = ValueText.In(subscription.Definition.Language);
        var about = Captions.Format(words.Captions.BrokenAbout, words.Apart(subscription.Title), When(copy, subscription, words));
        return entries.Notice(copy, address, $"{about} {Captions.Format(phrase(words.Captions), words.Apart(copy.Recipient), words.Apart(reason))}");
    }

    public void Log(MailDelivery copy, Subscription subscription, Func<Captions, string> phrase, string reason) =>
        LogBroken(subscription.Id, copy.Occurrence, Captions.Format(phrase(Captions.In(Language.English)), copy.Recipient, reason));

    // By the wall clock of the schedule; by hand it has no such time.
    private static string When(MailDelivery copy, Subscription subscription, ValueText words) => Occurrence.WallClockOf(copy.Occurrence) is { } wall
        ? $"{words.Of(DateOnly.FromDateTime(wall), ValueFormat.Text)}, {TimeOnly.FromDateTime(wall):HH':'mm} ({words.Apart(subscription.Definition.TimeZone)})"
        : words.Language.Time(copy.Due);

    private string? AddressOf(Subscription subscription) =>
        subscription.Definition.Notify ?? (addresses.Read(subscription.Owner).IsValue(out var owner, out _) ? owner : options.Value.NoticesTo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id}, {Occurrence}: {Words}")]
    private partial void LogBroken(string id, string occurrence, string words);
}
