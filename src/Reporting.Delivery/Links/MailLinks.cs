using System.Globalization;

namespace Reporting.Delivery.Links;

/// <summary>Addresses that stand in mails.</summary>
/// <param name="address">Under which clients find the service, without a slash at the end.</param>
public sealed class MailLinks(LinkSigner signer, Func<string> address)
{
    private const string File = "file";
    private const string Unsubscribe = "unsubscribe";

    public string Home => address();

    public string Of(FileLink link) =>
        $"{address()}/links/{signer.Sign(File, string.Create(CultureInfo.InvariantCulture, $"{link.DeliveryId} {link.Index} {link.Until.ToUnixTimeSeconds()}"))}";

    public string OfUnsubscribe(string subscriptionId, string recipient) => $"{address()}/unsubscribe/{signer.Sign(Unsubscribe, $"{subscriptionId} {recipient}")}";

    /// <summary>Null where nobody here signed it.</summary>
    public FileLink? ReadFile(string signed) => signer.Read(File, signed)?.Split(' ') is [var id, var index, var until]
        ? new FileLink(id, int.Parse(index, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)))
        : null;

    /// <summary>Null where nobody here signed it.</summary>
    public (string SubscriptionId, string Recipient)? ReadUnsubscribe(string signed) => signer.Read(Unsubscribe, signed)?.Split(' ') is [var id, var recipient] ? (id, recipient) : null;
}

/// <summary>A file of a mail: of which copy, which of its files, and until when it may be fetched.</summary>
public sealed record FileLink(string DeliveryId, int Index, DateTimeOffset Until);
