using Dapper;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Operations;

/// <summary>Sessions that people signed out of, for all processes that share the database. Stores hashes of their ids.</summary>
public sealed class EndedSessions(OperationsConnections connections, TimeProvider time)
{
    // Longer than the cookie's life: a clock that is ahead for a while must not revive an ended session.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <param name="expiresAt">When the session's cookie expires.</param>
    public async Task EndAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var engine = connections.Engine;
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM EndedSession WHERE ExpiresAt < @Before", new { Before = engine.Timestamp(time.GetUtcNow() - Retention) }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO EndedSession (SessionHash, ExpiresAt)
            SELECT @Hash, @ExpiresAt WHERE NOT EXISTS (SELECT 1 FROM EndedSession WHERE SessionHash = @Hash)
            """,
            new { Hash = Sha256.Of(id), ExpiresAt = engine.Timestamp(expiresAt) }, cancellationToken: cancellationToken));
    }

    public async Task<bool> ContainsAsync(string id, CancellationToken cancellationToken)
    {
        // Uses the writing connection, because a replica may lag.
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM EndedSession WHERE SessionHash = @Hash", new { Hash = Sha256.Of(id) }, cancellationToken: cancellationToken)) > 0;
    }
}
