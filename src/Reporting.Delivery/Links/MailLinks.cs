using System.Globalization;
using System.Text.Json;
using Reporting.Delivery.Webhooks;

namespace Reporting.Delivery.Links;

/// <summary>Makes and reads the links in mails.</summary>
/// <param name="address">Returns the public address of the service, without a slash at the end.</param>
public sealed class MailLinks(LinkSigner signer, Func<string> address)
{
    private const string File = "file";
    private const string Unsubscribe = "unsubscribe";
    private const string Calendar = "calendar";

    public string Home => address();

    public string Of(FileLink link) =>
        $"{address()}/links/{signer.Sign(File, string.Create(CultureInfo.InvariantCulture, $"{link.DeliveryId} {link.Index} {link.Until.ToUnixTimeSeconds()}"))}";

    public string OfUnsubscribe(string subscriptionId, string recipient) => $"{address()}/unsubscribe/{signer.Sign(Unsubscribe, $"{subscriptionId} {recipient}")}";

    /// <summary>The address of a calendar; null if it would be too long.</summary>
    public string? OfCalendar(CalendarLink link) => signer.Sign(Calendar, JsonSerializer.Serialize(link)) is { Length: <= LinkSigner.MaxLength } signed ? $"{address()}/links/calendar/{signed}/engagements.ics" : null;

    /// <summary>Null if the signature is not valid.</summary>
    public CalendarLink? ReadCalendar(string signed) => signer.Read(Calendar, signed) is { } text ? JsonSerializer.Deserialize<CalendarLink>(text) : null;

    /// <summary>The secret with which a receiver checks webhooks. It changes with the address.</summary>
    /// <param name="id">The owner of the webhook, such as an alert.</param>
    public string WebhookSecret(string id, string address) => WebhookSignature.SecretOf(signer.KeyOf($"webhook {id} {address}"));

    /// <summary>Null if the signature is not valid.</summary>
    public FileLink? ReadFile(string signed) => signer.Read(File, signed)?.Split(' ') is [var id, var index, var until]
        ? new FileLink(id, int.Parse(index, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)))
        : null;

    /// <summary>Null if the signature is not valid.</summary>
    public (string SubscriptionId, string Recipient)? ReadUnsubscribe(string signed) => signer.Read(Unsubscribe, signed)?.Split(' ') is [var id, var recipient] ? (id, recipient) : null;
}

/// <summary>A calendar: who made its address with which roles (null for the command line), its filters, and until when it can be read.</summary>
public sealed record CalendarLink(string Owner, IReadOnlyList<string>? Roles, IReadOnlyList<CalendarPair> Query, DateTimeOffset Until);

/// <summary>A filter of a calendar.</summary>
public sealed record CalendarPair(string Name, string Value);

/// <summary>A file of a mail: the delivery, the file's index, and until when it can be downloaded.</summary>
public sealed record FileLink(string DeliveryId, int Index, DateTimeOffset Until)
{
    /// <summary>In place of an index: all changes since the last mail.</summary>
    public const int Changes = -1;
}
