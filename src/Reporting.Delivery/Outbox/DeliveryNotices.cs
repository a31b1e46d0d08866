using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>Notices that tell owners about failures. The outbox sends at most one for each occurrence.</summary>
public sealed partial class DeliveryNotices(OutboxEntries entries, MailAddresses addresses, IOptions<MailOptions> options, ILogger<DeliveryNotices> log)
{
    /// <summary>Null if there is no address for the notice.</summary>
    /// <param name="phrase">A text with places for the recipient and the reason.</param>
    public MailDelivery? About(MailDelivery delivery, DeliverySource source, Func<Captions, string> phrase, string reason)
    {
        // A failed notice causes no further notice.
        if (delivery.Kind == MailDelivery.Notice || AddressOf(source) is not { } address)
        {
            return null;
        }

        var words = ValueText.In(source.Language);
        var about = Captions.Format(words.Captions.BrokenAbout, words.Apart(source.Title), When(delivery, source, words));
        return entries.Notice(delivery, source, address, $"{about} {Captions.Format(phrase(words.Captions), words.Apart(delivery.Recipient), words.Apart(reason))}");
    }

    public void Log(MailDelivery delivery, DeliverySource source, Func<Captions, string> phrase, string reason) =>
        LogFailure(source.Id, delivery.Occurrence, Captions.Format(phrase(Captions.In(Language.English)), delivery.Recipient, reason));

    // The wall clock of the schedule; a run by hand has none.
    private static string When(MailDelivery delivery, DeliverySource source, ValueText words) => Occurrence.WallClockOf(delivery.Occurrence) is { } wall
        ? $"{words.Of(DateOnly.FromDateTime(wall), ValueFormat.Text)}, {TimeOnly.FromDateTime(wall):HH':'mm} ({words.Apart(source.TimeZone)})"
        : words.Language.Time(delivery.Due);

    private string? AddressOf(DeliverySource source) =>
        source.Notify ?? (addresses.Read(source.Owner).IsValue(out var owner, out _) ? owner : options.Value.NoticesTo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery of {Id}, {Occurrence}: {Failure}")]
    private partial void LogFailure(string id, string occurrence, string failure);
}
