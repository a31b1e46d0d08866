using System.Security.Cryptography;
using System.Text;
using Reporting.Api.Access.Identity;

namespace Reporting.Api.Access.Keys;

/// <summary>
/// Hashes keys with HMAC-SHA256 and a secret outside the database. Access to the database is not enough to test guesses or to create keys.
/// A slow hash is not needed, because keys are random.
/// </summary>
internal sealed class KeyHash(KeySecret secret)
{
    private readonly Lazy<byte[]> _secret = new(() => Encoding.UTF8.GetBytes(secret.Read()));

    public string Of(ApiKey key) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret.Value, Encoding.UTF8.GetBytes(key.Text)));

    /// <summary>Compares in constant time. <paramref name="stored"/> is null if no such key exists.</summary>
    public bool Matches(ApiKey key, string? stored)
    {
        var hash = Of(key);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(stored ?? new string('0', hash.Length)));
    }
}
