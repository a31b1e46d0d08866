namespace Reporting.Warehouse.Operations;

/// <summary>An API key as it is stored: its owner and roles, and the hash of its secret. The secret cannot be recovered.</summary>
/// <param name="Hash">HMAC-SHA256 of the key, hexadecimal.</param>
public sealed record StoredKey(
    string Id,
    string Name,
    IReadOnlyList<string> Roles,
    string Hash,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
