using System.Security.Cryptography;
using System.Text;

namespace Reporting.Api.Access.Keys;

/// <summary>
/// Hashes keys with HMAC-SHA256 under a secret that is not in the database, so that who reads the database can test no guess and who
/// writes it can make no key. A slow hash would add nothing: the keys are random, not chosen by people.
/// </summary>
internal sealed class KeyHash(KeySecret secret)
{
    private readonly Lazy<byte[]> _secret = new(() => Encoding.UTF8.GetBytes(secret.Read()));

    public string Of(ApiKey key) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret.Value, Encoding.UTF8.GetBytes(key.Text)));

    /// <summary>Takes the same time wherever the two differ, and whether or not there is such a key (null).</summary>
    public bool Fits(ApiKey key, string? stored)
    {
        var hash = Of(key);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(stored ?? new string('0', hash.Length)));
    }
}
