using Dapper;

namespace Reporting.Warehouse.Operations;

/// <summary>The table of API keys.</summary>
public sealed class KeyStore(OperationsConnections connections)
{
    private const string Columns = "KeyId, Name, Roles, Hash, CreatedAt, CreatedBy, ExpiresAt, LastUsedAt, RevokedAt";

    public async Task AddAsync(StoredKey key, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO ApiKey ({Columns})
            VALUES (@Id, @Name, @Roles, @Hash, @CreatedAt, @CreatedBy, @ExpiresAt, NULL, NULL)
            """,
            new
            {
                key.Id,
                key.Name,
                Roles = string.Join(',', key.Roles),
                key.Hash,
                CreatedAt = connections.Engine.Timestamp(key.CreatedAt),
                key.CreatedBy,
                ExpiresAt = key.ExpiresAt is { } expires ? connections.Engine.Timestamp(expires) : null,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Null for an unknown id.</summary>
    public async Task<StoredKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM ApiKey WHERE KeyId = @id", new { id }, cancellationToken: cancellationToken));
        return row is null ? null : Key(row);
    }

    /// <summary>The keys of that name, including revoked ones. Case does not count.</summary>
    public async Task<IReadOnlyList<StoredKey>> NamedAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM ApiKey WHERE LOWER(Name) = LOWER(@name) ORDER BY CreatedAt, KeyId", new { name }, cancellationToken: cancellationToken));
        return [.. rows.Select(Key)];
    }

    /// <summary>All keys, including revoked ones, in the order of their creation.</summary>
    public async Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM ApiKey ORDER BY CreatedAt, KeyId", cancellationToken: cancellationToken));
        return [.. rows.Select(Key)];
    }

    /// <summary>False for an unknown or already revoked key.</summary>
    public async Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE ApiKey SET RevokedAt = @Now WHERE KeyId = @id AND RevokedAt IS NULL",
            new { id, Now = connections.Engine.Timestamp(now) },
            cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>Records the use of a key, unless a process has recorded one since <paramref name="before"/>.</summary>
    public async Task TouchAsync(string id, DateTimeOffset now, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE ApiKey SET LastUsedAt = @Now WHERE KeyId = @id AND (LastUsedAt IS NULL OR LastUsedAt <= @Before)",
            new { id, Now = connections.Engine.Timestamp(now), Before = connections.Engine.Timestamp(before) },
            cancellationToken: cancellationToken));
    }

    private StoredKey Key(Row row) => new(
        row.KeyId,
        row.Name,
        row.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries),
        row.Hash,
        connections.Engine.ReadTimestamp(row.CreatedAt),
        row.CreatedBy,
        At(row.ExpiresAt),
        At(row.LastUsedAt),
        At(row.RevokedAt));

    private DateTimeOffset? At(object? value) => value is null ? null : connections.Engine.ReadTimestamp(value);

    private sealed class Row
    {
        public string KeyId { get; init; } = "";

        public string Name { get; init; } = "";

        public string Roles { get; init; } = "";

        public string Hash { get; init; } = "";

        public object CreatedAt { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public object? ExpiresAt { get; init; }

        public object? LastUsedAt { get; init; }

        public object? RevokedAt { get; init; }
    }
}

/// <summary>
/// Limits the roles of background work to those that a valid key of the owner's name still gives. An owner without any key keeps all roles, because the
/// program does not learn when they lose them. Such owners are people of an identity provider, and anonymous callers.
/// </summary>
public sealed class CurrentRoles(KeyStore keys, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> OfAsync(string owner, IReadOnlyList<string> given, CancellationToken cancellationToken)
    {
        var named = await keys.NamedAsync(owner, cancellationToken);
        return named.Count == 0 ? given : [.. given.Intersect(named.Where(k => k.IsValidAt(time.GetUtcNow())).SelectMany(k => k.Roles))];
    }
}

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
