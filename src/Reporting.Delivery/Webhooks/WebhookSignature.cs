using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reporting.Delivery.Webhooks;

/// <summary>
/// Signs messages as the specification "Standard Webhooks" says: HMAC-SHA256 over id, timestamp and body, with a dot between them. Receivers can use any of its libraries.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The prefix of every secret.</summary>
    internal const string Prefix = "whsec_";

    /// <param name="key">32 random bytes.</param>
    public static string SecretOf(ReadOnlySpan<byte> key) => Prefix + Convert.ToBase64String(key);

    /// <param name="secret">The text that the receiver knows too.</param>
    public static string Of(string secret, string id, DateTimeOffset at, ReadOnlyMemory<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}."), .. body.Span];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed));
    }

    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
