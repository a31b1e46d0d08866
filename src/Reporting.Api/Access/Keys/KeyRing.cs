using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>Makes, verifies and revokes API keys. A key that was read is believed for half a minute, so another process's revocation takes that long.</summary>
internal sealed class KeyRing(KeyStore store, KeyHash hash, AccessRules rules, TimeProvider time, ILogger<KeyRing> log)
{
    private const int MaxName = 100;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTouches = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, CachedKey> _held = new();

    /// <summary>Problems: <c>key-invalid</c>, <c>key-revoked</c>, <c>key-expired</c>.</summary>
    public async ValueTask<Outcome<StoredKey>> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryRead(text, out var key))
        {
            return Unknown;
        }

        var held = await FindCachedAsync(key.Id, cancellationToken);
        return hash.Fits(key, held?.Key.Hash) ? await UseAsync(held!, cancellationToken) : Unknown;
    }

    /// <summary>The key that a person signed in with: the cookie has its id only.</summary>
    public async ValueTask<Outcome<StoredKey>> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindCachedAsync(id, cancellationToken) is { } held ? await UseAsync(held, cancellationToken) : Unknown;

    /// <summary>True where a key of this text would be verified from memory: no reason to count it as an attempt.</summary>
    public bool Knows(string text) => ApiKey.TryRead(text, out var key) && _held.TryGetValue(key.Id, out var held) && hash.Fits(key, held.Key.Hash);

    public async Task<Outcome<CreatedKey>> MakeAsync(string name, IReadOnlyList<string> roles, TimeSpan? lifetime, string by, CancellationToken cancellationToken)
    {
        if (RowError(name, roles) is { } refusal)
        {
            return refusal;
        }

        var (key, now) = (ApiKey.New(), DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        var stored = new StoredKey(key.Id, name.Trim(), [.. roles.Distinct().Order(StringComparer.Ordinal)], hash.Of(key), now, by, now + lifetime, null, null);
        await store.AddAsync(stored, cancellationToken);
        return new CreatedKey(stored, key.Text);
    }

    /// <summary>True for the names of callers that have neither a key nor a token.</summary>
    public static bool IsReserved(string name) => name.Trim() is "local" or "anonymous";

    public Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public async Task<Problem?> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        var done = await store.RevokeAsync(id, time.GetUtcNow(), cancellationToken);
        _held.TryRemove(id, out _);
        return done ? null : new Problem(ErrorCodes.UnknownKey, $"There is no key '{SafeText.Of(id)}' that could be revoked.", "'reporting keys list' and /api/v1/keys show the ids.");
    }

    private static Problem Unknown { get; } =
        new(ErrorCodes.KeyInvalid, "This is no key of this service.", "Check that the whole key was copied; an administrator makes new ones with 'reporting keys create'.");

    private Problem? RowError(string name, IReadOnlyList<string> roles)
    {
        if (name.Trim() is not { Length: > 0 and <= MaxName } || name.Any(char.IsControl) || IsReserved(name))
        {
            return new Problem(ErrorCodes.BadKeyName, $"A key's name has 1 to {MaxName} characters, and is not 'local' or 'anonymous'.", "Name the person or program that will use it.");
        }

        var unknown = roles.FirstOrDefault(role => !rules.Roles.Contains(role));
        return roles.Count == 0 || unknown is not null
            ? new Problem(
                ErrorCodes.UnknownRole,
                unknown is null ? "A key needs a role." : $"There is no role '{SafeText.Of(unknown)}'.",
                NearestName.Hint(unknown ?? string.Empty, rules.Roles, $"Known are: {string.Join(", ", rules.Roles)} ({AccessRules.FileName})."))
            : null;
    }

    private async ValueTask<CachedKey?> FindCachedAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_held.TryGetValue(id, out var held) && (now - held.ReadAt).Duration() < Believed)
        {
            return held;
        }

        // What is not there is not remembered: invented ids would fill the memory.
        if (await store.FindAsync(id, cancellationToken) is not { } key)
        {
            _held.TryRemove(id, out _);
            return null;
        }

        // The same object while nothing but its last use changed, for those who remember something about it.
        return _held[id] = new CachedKey(held is not null && held.Key.RevokedAt == key.RevokedAt ? held.Key : key, now) { TouchedAt = held?.TouchedAt ?? key.LastUsedAt };
    }

    private async ValueTask<Outcome<StoredKey>> UseAsync(CachedKey held, CancellationToken cancellationToken)
    {
        var (key, now) = (held.Key, time.GetUtcNow());
        if (key.RevokedAt is not null)
        {
            return new Problem(ErrorCodes.KeyRevoked, "This key was revoked.", "Ask an administrator for a new one.");
        }

        if (key.ExpiresAt <= now)
        {
            return new Problem(ErrorCodes.KeyExpired, "This key has expired.", "Ask an administrator for a new one.");
        }

        if (held.TouchedAt is null || (now - held.TouchedAt.Value).Duration() >= BetweenTouches)
        {
            held.TouchedAt = now;
            try
            {
                await store.TouchAsync(key.Id, now, now - BetweenTouches, cancellationToken);
            }
            catch (DbException e)
            {
                // Whoever asks shall not suffer from it.
                log.LogWarning(e, "The last use of the key {Id} could not be written.", key.Id);
            }
        }

        return key;
    }

    private sealed record CachedKey(StoredKey Key, DateTimeOffset ReadAt)
    {
        public DateTimeOffset? TouchedAt { get; set; }
    }
}

/// <summary>A key that was just made: the only time that its text is known.</summary>
internal sealed record CreatedKey(StoredKey Stored, string Text)
{
    /// <summary>For the audit trail.</summary>
    public string Words => $"id={Stored.Id}&name={Stored.Name}&roles={string.Join(',', Stored.Roles)}" + (Stored.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"&expires={end:yyyy-MM-dd'T'HH:mm:ss'Z'}") : string.Empty);
}
