using System.Text.Json;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Subscriptions;

/// <summary>The tables Subscription and SubscriptionOptOut.</summary>
public sealed class SubscriptionStore(OperationsConnections connections, TimeProvider time)
{
    private const string Columns = "SubscriptionId, Owner, OwnerRoles, Definition, State, PlannedUntil, NextDue, CreatedAt, ChangedAt, Changes";

    internal const string Insert = $"""
        INSERT INTO Subscription ({Columns})
        VALUES (@Id, @Owner, @OwnerRoles, @Definition, @State, @PlannedUntil, @NextDue, @CreatedAt, @ChangedAt, 0)
        """;

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    public Task AddAsync(Subscription subscription, CancellationToken cancellationToken) => ExecuteAsync(Insert, Values(subscription, _engine), cancellationToken);

    public async Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT {Columns} FROM Subscription WHERE SubscriptionId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>Newest first.</summary>
    /// <param name="owner">Null for all owners.</param>
    public Task<IReadOnlyList<Subscription>> ListAsync(string? owner, CancellationToken cancellationToken) => RowsAsync(
        $"SELECT {Columns} FROM Subscription {(owner is null ? string.Empty : "WHERE Owner = @owner ")}ORDER BY CreatedAt DESC, SubscriptionId", new { owner }, cancellationToken);

    /// <summary>Subscriptions that are due, the earliest first.</summary>
    public Task<IReadOnlyList<Subscription>> DueAsync(CancellationToken cancellationToken) => RowsAsync(
        $"SELECT {Columns} FROM Subscription WHERE State = 'active' AND NextDue <= @Now ORDER BY NextDue, SubscriptionId {_engine.FirstRows("@Max")}", new { Now, Max = 100 }, cancellationToken);

    /// <summary>Subscriptions that are planned beyond an instant.</summary>
    public Task<IReadOnlyList<Subscription>> PlannedAfterAsync(DateTimeOffset instant, CancellationToken cancellationToken) => RowsAsync(
        $"SELECT {Columns} FROM Subscription WHERE State IN ('active', 'ended') AND PlannedUntil > @Instant ORDER BY SubscriptionId", new { Instant = _engine.Timestamp(instant) }, cancellationToken);

    /// <summary>False if the subscription was changed, planned or deleted since it was read.</summary>
    public async Task<bool> ChangeAsync(Subscription subscription, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        UPDATE Subscription
        SET Owner = @Owner, OwnerRoles = @OwnerRoles, Definition = @Definition, State = @State, PlannedUntil = @PlannedUntil, NextDue = @NextDue,
            ChangedAt = @ChangedAt, Changes = Changes + 1
        WHERE SubscriptionId = @Id AND Changes = @Changes
        """,
        Values(subscription, _engine),
        cancellationToken) == 1;

    /// <summary>Deletes the subscription with its deliveries. Its definition and opt-outs stay in DeletedSubscription for some days.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var optedOut = JsonSerializer.Serialize(await OptedOutAsync(id, cancellationToken));
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO DeletedSubscription (SubscriptionId, Owner, OwnerRoles, Definition, State, CreatedAt, OptedOut, DeletedAt)
            SELECT SubscriptionId, Owner, OwnerRoles, Definition, State, CreatedAt, @optedOut, @Now FROM Subscription WHERE SubscriptionId = @id
            """,
            new { id, optedOut, Now }, transaction, cancellationToken: cancellationToken));
        var deleted = await connection.ExecuteAsync(new CommandDefinition("DELETE FROM Subscription WHERE SubscriptionId = @id", new { id }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM SubscriptionOptOut WHERE SubscriptionId = @id", new { id }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM Delivery WHERE SubscriptionId = @id", new { id }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return deleted == 1;
    }

    public async Task<IReadOnlyList<string>> OptedOutAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT Recipient FROM SubscriptionOptOut WHERE SubscriptionId = @id ORDER BY Recipient", new { id }, cancellationToken: cancellationToken))];
    }

    /// <summary>Opts a recipient of a subscription or an alert out and cancels waiting deliveries. Repeating the call changes nothing.</summary>
    public async Task OptOutAsync(string id, string recipient, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var values = new { id, recipient, Now };
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO SubscriptionOptOut (SubscriptionId, Recipient, OptedOutAt)
            SELECT h.Id, @recipient, @Now FROM (SELECT SubscriptionId AS Id FROM Subscription UNION ALL SELECT AlertId FROM Alert) h
            WHERE h.Id = @id AND NOT EXISTS (SELECT 1 FROM SubscriptionOptOut o WHERE o.SubscriptionId = @id AND o.Recipient = @recipient)
            """,
            values, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE Delivery SET State = 'cancelled', EndedAt = @Now, Reason = 'The recipient unsubscribed.'
            WHERE SubscriptionId = @id AND Recipient = @recipient AND State = 'waiting'
            """,
            values, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Removes the opt-out of a recipient whom the owner added again.</summary>
    public Task OptInAsync(string id, string recipient, CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM SubscriptionOptOut WHERE SubscriptionId = @id AND Recipient = @recipient", new { id, recipient }, cancellationToken);

    internal static object Values(Subscription s, IWarehouseEngine engine) => new
    {
        s.Id,
        s.Owner,
        OwnerRoles = s.OwnerRoles is null ? null : JsonSerializer.Serialize(s.OwnerRoles),
        Definition = JsonSerializer.Serialize(s.Definition, SubscriptionDefinition.Json),
        State = s.State.ToString().ToLowerInvariant(),
        PlannedUntil = engine.Timestamp(s.PlannedUntil),
        NextDue = s.NextDue is { } due ? engine.Timestamp(due) : null,
        CreatedAt = engine.Timestamp(s.CreatedAt),
        ChangedAt = engine.Timestamp(s.ChangedAt),
        s.Changes,
    };

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<Subscription>> RowsAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<SubscriptionRow>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Subscription(_engine))];
    }
}
