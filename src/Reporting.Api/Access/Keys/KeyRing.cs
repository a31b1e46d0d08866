using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Access.Keys;

/// <summary>Creates, verifies and revokes API keys. Keys are cached for 30 s, so a revocation by another process takes effect within 30 s.</summary>
internal sealed class KeyRing(KeyStore store, KeyHash hash, Reloadable<AccessRules> rules, TimeProvider time, ILogger<KeyRing> log)
{
    private const int MaxName = 100;
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, CachedKey> _cache = new();

    /// <summary>Problems: <c>key-invalid</c>, <c>key-revoked</c>, <c>key-expired</c>.</summary>
    public async ValueTask<Outcome<StoredKey>> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryRead(text, out var key))
        {
            return Unknown;
        }

        var cached = await FindCachedAsync(key.Id, cancellationToken);
        return hash.Matches(key, cached?.Key.Hash) ? await UseAsync(cached!, cancellationToken) : Unknown;
    }

    /// <summary>Finds the key of a session, whose cookie contains only the key's id.</summary>
    public async ValueTask<Outcome<StoredKey>> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindCachedAsync(id, cancellationToken) is { } cached ? await UseAsync(cached, cancellationToken) : Unknown;

    /// <summary>True if the cache contains this key, so that the request does not count as an attempt.</summary>
    public bool Knows(string text) => ApiKey.TryRead(text, out var key) && _cache.TryGetValue(key.Id, out var cached) && hash.Matches(key, cached.Key.Hash);

    public async Task<Outcome<CreatedKey>> CreateAsync(string name, IReadOnlyList<string> roles, TimeSpan? lifetime, string by, CancellationToken cancellationToken)
    {
        if (Validate(name, roles) is { } problem)
        {
            return problem;
        }

        var (key, now) = (ApiKey.New(), time.NowInSeconds());
        var stored = new StoredKey(key.Id, name.Trim(), [.. roles.Distinct().Order(StringComparer.Ordinal)], hash.Of(key), now, by, now + lifetime, null, null);
        await store.AddAsync(stored, cancellationToken);
        return new CreatedKey(stored, key.Text);
    }

    /// <summary>True for the names of callers without a credential.</summary>
    public static bool IsReserved(string name) => name.Trim() is "local" or "anonymous";

    public Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public async Task<Problem?> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        var done = await store.RevokeAsync(id, time.GetUtcNow(), cancellationToken);
        _cache.TryRemove(id, out _);
        return done ? null : new Problem(ErrorCodes.UnknownKey, $"There is no valid key with the id '{SafeText.Of(id)}'.", "'reporting keys list' and GET /api/v1/keys show the ids.");
    }

    private static Problem Unknown { get; } =
        new(ErrorCodes.KeyInvalid, "This is not a valid key of this service.", "Check that you copied the whole key. An administrator creates keys with 'reporting keys create'.");

    private Problem? Validate(string name, IReadOnlyList<string> roles)
    {
        if (name.Trim() is not { Length: > 0 and <= MaxName } || name.Any(char.IsControl) || IsReserved(name))
        {
            return new Problem(ErrorCodes.BadKeyName, $"A key's name must have 1 to {MaxName} characters. 'local' and 'anonymous' are reserved.", "Name the person or program that will use the key.");
        }

        var unknown = roles.FirstOrDefault(role => !rules.Value.Roles.Contains(role));
        return roles.Count == 0 || unknown is not null
            ? new Problem(
                ErrorCodes.UnknownRole,
                unknown is null ? "A key needs a role." : $"There is no role '{SafeText.Of(unknown)}'.",
                NearestName.Hint(unknown ?? string.Empty, rules.Value.Roles, $"Roles: {string.Join(", ", rules.Value.Roles)} ({AccessRules.FileName})."))
            : null;
    }

    private async ValueTask<CachedKey?> FindCachedAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_cache.TryGetValue(id, out var cached) && (now - cached.ReadAt).Duration() < CacheDuration)
        {
            return cached;
        }

        // Unknown ids are not cached, because invented ids would fill the memory.
        if (await store.FindAsync(id, cancellationToken) is not { } key)
        {
            _cache.TryRemove(id, out _);
            return null;
        }

        // Keep the same object if only its last use changed, because KeyHandler caches principals by it.
        return _cache[id] = new CachedKey(cached is not null && cached.Key.RevokedAt == key.RevokedAt ? cached.Key : key, now) { TouchedAt = cached?.TouchedAt ?? key.LastUsedAt };
    }

    private async ValueTask<Outcome<StoredKey>> UseAsync(CachedKey cached, CancellationToken cancellationToken)
    {
        var (key, now) = (cached.Key, time.GetUtcNow());
        if (key.RevokedAt is not null)
        {
            return new Problem(ErrorCodes.KeyRevoked, "This key was revoked.", "Ask an administrator for a new one.");
        }

        if (key.ExpiresAt <= now)
        {
            return new Problem(ErrorCodes.KeyExpired, "This key has expired.", "Ask an administrator for a new one.");
        }

        if (cached.TouchedAt is null || (now - cached.TouchedAt.Value).Duration() >= TouchInterval)
        {
            cached.TouchedAt = now;
            try
            {
                await store.TouchAsync(key.Id, now, now - TouchInterval, cancellationToken);
            }
            catch (DbException e)
            {
                // The request succeeds even if this write fails.
                log.LogWarning(e, "The time of last use of the key {Id} could not be stored.", key.Id);
            }
        }

        return key;
    }

    private sealed record CachedKey(StoredKey Key, DateTimeOffset ReadAt)
    {
        public DateTimeOffset? TouchedAt { get; set; }
    }
}

/// <summary>A new key and its text. The text is not stored.</summary>
internal sealed record CreatedKey(StoredKey Stored, string Text)
{
    /// <summary>The description for the audit trail.</summary>
    public string AuditText => $"id={Stored.Id}&name={Stored.Name}&roles={string.Join(',', Stored.Roles)}" + (Stored.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"&expires={end:yyyy-MM-dd'T'HH:mm:ss'Z'}") : string.Empty);
}
