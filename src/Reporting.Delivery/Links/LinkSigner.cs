using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Reporting.Delivery.Links;

/// <summary>Signs what stands in links of mails, so that nobody can make one: HMAC-SHA256 under a key of each purpose, derived from the service's secret.</summary>
public sealed class LinkSigner(Func<string> secret)
{
    private const int Longest = 1_000;

    /// <summary>Letters, digits, hyphens, underscores and a dot.</summary>
    public string Sign(string purpose, string words) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(words))}.{Base64Url.EncodeToString(Mark(purpose, words))}";

    /// <summary>What was signed for this purpose; null for everything else.</summary>
    public string? Read(string purpose, string signed)
    {
        var dot = signed.IndexOf('.', StringComparison.Ordinal);
        if (signed.Length > Longest || dot < 0 || !Base64Url.IsValid(signed.AsSpan(0, dot)) || !Base64Url.IsValid(signed.AsSpan(dot + 1)))
        {
            return null;
        }

        var words = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signed.AsSpan(0, dot)));
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signed.AsSpan(dot + 1)), Mark(purpose, words)) ? words : null;
    }

    private byte[] Mark(string purpose, string words)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret()), 32, info: Encoding.UTF8.GetBytes("reporting links " + purpose));
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(words))[..20];
    }
}
