using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.Keys;

/// <summary>A key as administrators see it. <c>State</c> is valid, expired or revoked; <c>LastUsedAt</c> is exact to the minute.</summary>
public sealed record KeyResponse(
    string Id, string Name, IReadOnlyList<string> Roles, string State, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    internal static KeyResponse Of(StoredKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Roles, StateOf(key, now), key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);

    private static string StateOf(StoredKey key, DateTimeOffset now) => key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "valid";
}
