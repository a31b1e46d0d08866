using System.Data.Common;
using Dapper;

namespace Reporting.Warehouse.Operations;

/// <summary>Stores the responses to requests with an Idempotency-Key. A caller has at most <see cref="MaxKeys"/> in a day.</summary>
public sealed class IdempotencyStore(OperationsConnections connections)
{
    public const int MaxKeys = 1_000;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Records that a request begins. Null if it may run, else the earlier request with the same key.</summary>
    /// <returns><c>IsFull</c> is true if the caller used too many keys; nothing is then recorded.</returns>
    public async Task<(IdempotentAnswer? Earlier, bool IsFull)> BeginAsync(string caller, string keyHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM IdempotentRequest WHERE CreatedAt < @before", new { before = connections.Engine.Timestamp(now - Kept) }, cancellationToken: cancellationToken));
        if (await FindAsync(connection, caller, keyHash, cancellationToken) is { } earlier)
        {
            return (earlier, false);
        }

        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM IdempotentRequest WHERE Caller = @caller", new { caller }, cancellationToken: cancellationToken)) >= MaxKeys)
        {
            return (null, true);
        }

        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO IdempotentRequest (Caller, KeyHash, CreatedAt) VALUES (@caller, @keyHash, @at)", new { caller, keyHash, at = connections.Engine.Timestamp(now) }, cancellationToken: cancellationToken));
            return (null, false);
        }
        catch (DbException)
        {
            // Another process was faster; anything else is a real failure.
            if (await FindAsync(connection, caller, keyHash, cancellationToken) is { } same)
            {
                return (same, false);
            }

            throw;
        }
    }

    public async Task CompleteAsync(string caller, string keyHash, IdempotentAnswer answer)
    {
        await using var connection = await connections.OpenWriteAsync();
        await connection.ExecuteAsync(
            "UPDATE IdempotentRequest SET RequestHash = @RequestHash, Status = @Status, Answer = @Answer WHERE Caller = @caller AND KeyHash = @keyHash", new { caller, keyHash, answer.RequestHash, answer.Status, answer.Answer });
    }

    /// <summary>Forgets a request that made nothing, so that it can be sent again.</summary>
    public async Task RemoveAsync(string caller, string keyHash)
    {
        await using var connection = await connections.OpenWriteAsync();
        await connection.ExecuteAsync("DELETE FROM IdempotentRequest WHERE Caller = @caller AND KeyHash = @keyHash", new { caller, keyHash });
    }

    private static Task<IdempotentAnswer?> FindAsync(DbConnection connection, string caller, string keyHash, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<IdempotentAnswer?>(new CommandDefinition("SELECT RequestHash, Status, Answer FROM IdempotentRequest WHERE Caller = @caller AND KeyHash = @keyHash", new { caller, keyHash }, cancellationToken: cancellationToken));
}

/// <summary>The response to an earlier request.</summary>
public sealed record IdempotentAnswer
{
    /// <summary>Of the address and the body; null while the request runs.</summary>
    public string? RequestHash { get; init; }

    public int? Status { get; init; }

    /// <summary>The response, encrypted.</summary>
    public string? Answer { get; init; }
}
