using System.Text.Json;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Subscriptions;

/// <summary>The table DeletedSubscription, from which a subscription can be restored for some days.</summary>
public sealed class DeletedSubscriptionStore(OperationsConnections connections, TimeProvider time)
{
    /// <summary>After these days a deleted subscription is removed for good.</summary>
    public const int Days = 30;

    private const string Columns = "SubscriptionId, Owner, OwnerRoles, Definition, State, CreatedAt, CreatedAt AS ChangedAt, CreatedAt AS PlannedUntil, OptedOut, DeletedAt";

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Oldest => _engine.Timestamp(time.GetUtcNow().AddDays(-Days));

    /// <summary>Latest first.</summary>
    /// <param name="owner">Null for all owners.</param>
    public async Task<IReadOnlyList<DeletedSubscription>> ListAsync(string? owner, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM DeletedSubscription WHERE DeletedAt >= @Oldest {(owner is null ? string.Empty : "AND Owner = @owner ")}ORDER BY DeletedAt DESC, SubscriptionId",
            new { Oldest, owner }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new DeletedSubscription(row.Subscription(_engine), JsonSerializer.Deserialize<List<string>>(row.OptedOut)!, _engine.ReadTimestamp(row.DeletedAt)))];
    }

    /// <summary>Puts a subscription back with its opt-outs. False if another request restored it first.</summary>
    public async Task<bool> RestoreAsync(DeletedSubscription deleted, Subscription restored, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition("DELETE FROM DeletedSubscription WHERE SubscriptionId = @Id", new { restored.Id }, transaction, cancellationToken: cancellationToken)) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(SubscriptionStore.Insert, SubscriptionStore.Values(restored, _engine), transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO SubscriptionOptOut (SubscriptionId, Recipient, OptedOutAt) VALUES (@Id, @Recipient, @Now)",
            deleted.OptedOut.Select(recipient => new { restored.Id, Recipient = recipient, Now = _engine.Timestamp(time.GetUtcNow()) }), transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM DeletedSubscription WHERE DeletedAt < @Oldest", new { Oldest }, cancellationToken: cancellationToken));
    }

    private sealed class Row : SubscriptionRow
    {
        public required string OptedOut { get; init; }

        public required object DeletedAt { get; init; }
    }
}

/// <summary>A subscription that was deleted, with the recipients that had opted out.</summary>
public sealed record DeletedSubscription(Subscription Subscription, IReadOnlyList<string> OptedOut, DateTimeOffset DeletedAt);
