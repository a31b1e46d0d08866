using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Reporting.Delivery.Links;

/// <summary>Signs the links in mails, so that they cannot be forged: HMAC-SHA256 with one key for each purpose, derived from the service's secret.</summary>
public sealed class LinkSigner(Func<string> secret)
{
    /// <summary>The most characters of a signed text.</summary>
    public const int MaxLength = 1_000;

    /// <summary>Returns letters, digits, hyphens, underscores and a dot.</summary>
    public string Sign(string purpose, string text) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}.{Base64Url.EncodeToString(Signature(purpose, text))}";

    /// <summary>Returns the signed text; null if the signature is not valid for this purpose.</summary>
    public string? Read(string purpose, string signed)
    {
        var dot = signed.IndexOf('.', StringComparison.Ordinal);
        if (signed.Length > MaxLength || dot < 0 || !Base64Url.IsValid(signed.AsSpan(0, dot)) || !Base64Url.IsValid(signed.AsSpan(dot + 1)))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signed.AsSpan(0, dot)));
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signed.AsSpan(dot + 1)), Signature(purpose, text)) ? text : null;
    }

    /// <summary>32 bytes that others cannot know, the same for every process of the service.</summary>
    public byte[] KeyOf(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret()), 32, info: Encoding.UTF8.GetBytes("reporting links " + purpose));

    private byte[] Signature(string purpose, string text) => HMACSHA256.HashData(KeyOf(purpose), Encoding.UTF8.GetBytes(text))[..20];
}
