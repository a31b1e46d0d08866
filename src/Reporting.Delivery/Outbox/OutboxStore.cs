using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>Writes deliveries for the planner and the workers. A worker can update a delivery only while it holds the delivery.</summary>
public sealed class OutboxStore(OperationsConnections connections, TimeProvider time, IOptions<MailOptions> options)
{
    private const string OwnDelivery = "DeliveryId = @Id AND Worker = @Worker";

    // A worker's result counts even if the delivery was meanwhile marked as ambiguous.
    private const string OpenStates = "State IN ('sending', 'handing-over', 'ambiguous')";

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => _engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    /// <summary>
    /// Adds deliveries and updates the subscription in one transaction. False if the subscription was planned or changed meanwhile.
    /// Recipients who opted out get no delivery.
    /// </summary>
    public async Task<bool> PlanAsync(Subscription next, IReadOnlyList<MailDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE Subscription SET State = @State, PlannedUntil = @PlannedUntil, NextDue = @NextDue, Changes = Changes + 1
            WHERE SubscriptionId = @Id AND Changes = @Changes
            """,
            new
            {
                next.Id,
                State = next.State.ToString().ToLowerInvariant(),
                PlannedUntil = _engine.Timestamp(next.PlannedUntil),
                NextDue = next.NextDue is { } due ? _engine.Timestamp(due) : null,
                next.Changes,
            },
            transaction, cancellationToken: cancellationToken));
        if (moved == 0)
        {
            return false;
        }

        foreach (var delivery in deliveries)
        {
            await AddAsync(delivery, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Adds deliveries outside the schedule. Existing deliveries stay unchanged.</summary>
    public async Task AddAsync(IEnumerable<MailDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var delivery in deliveries)
        {
            await AddAsync(delivery, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Claims a waiting delivery, or one whose lease expired before the relay had it. Only one worker can claim it. Null if there is none.</summary>
    /// <param name="worker">A new name for each claim, so a worker whose lease expired cannot update the delivery.</param>
    public async Task<MailDelivery?> ClaimAsync(string worker, CancellationToken cancellationToken)
    {
        var sql = _engine.Claim(
            "Delivery",
            "DeliveryId",
            "State = 'sending', Worker = @worker, LeaseUntil = @LeaseEnd, Attempts = Attempts + 1",
            "(State = 'waiting' AND NotBefore <= @Now) OR (State = 'sending' AND LeaseUntil < @Now)",
            "NotBefore");
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var id = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(sql, new { Max = 1, worker, LeaseEnd, Now }, cancellationToken: cancellationToken));
        if (id is null)
        {
            return null;
        }

        var row = await connection.QueryFirstOrDefaultAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.WholeColumns} FROM Delivery WHERE DeliveryId = @id", new { id }, cancellationToken: cancellationToken));
        return row?.Delivery(_engine);
    }

    /// <summary>False if the worker no longer holds the delivery.</summary>
    public async Task<bool> ExtendAsync(MailDelivery delivery, CancellationToken cancellationToken) =>
        await ExecuteAsync($"UPDATE Delivery SET LeaseUntil = @LeaseEnd WHERE {OwnDelivery} AND State IN ('sending', 'handing-over')", Values(delivery, new { LeaseEnd }), cancellationToken) == 1;

    /// <summary>Records the id of the prepared mail, and of the mail with which the next delivery is compared.</summary>
    public Task RecordContentAsync(MailDelivery delivery, string? prepared, string compared, CancellationToken cancellationToken) =>
        ExecuteAsync($"UPDATE Delivery SET Prepared = @prepared, Compared = @compared WHERE {OwnDelivery} AND State = 'sending'", Values(delivery, new { prepared, compared }), cancellationToken);

    /// <summary>
    /// Records the state 'handing-over' before the last byte is sent, so that it survives a killed process and a power failure.
    /// False if the worker no longer holds the delivery; then the mail must not be sent.
    /// </summary>
    public async Task<bool> RecordHandingOverAsync(MailDelivery delivery, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Engine.OpenDurableAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE Delivery SET State = 'handing-over', LeaseUntil = @LeaseEnd WHERE {OwnDelivery} AND State = 'sending'", Values(delivery, new { LeaseEnd }), cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Ends the delivery and adds its notice in one transaction, so every failure has a notice. False if the worker no longer holds the delivery.</summary>
    public async Task<bool> EndAsync(MailDelivery delivery, DeliveryState state, string? reason, MailDelivery? notice, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isHeld = await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE Delivery SET State = @State, WrittenTo = @WrittenTo, Reason = @Reason, EndedAt = @Now, LeaseUntil = NULL WHERE {OwnDelivery} AND {OpenStates}",
            Values(delivery, new { State = DeliveryRow.Stored(state), WrittenTo = state == DeliveryState.Written ? Truncate(reason) : null, Reason = Truncate(reason), Now }), transaction, cancellationToken: cancellationToken)) == 1;
        if (isHeld && notice is not null)
        {
            await AddAsync(notice, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return isHeld;
    }

    /// <summary>
    /// Schedules another attempt, for a delivery that the relay does not have. <paramref name="counts"/> is false if the attempt does not count.
    /// </summary>
    public Task PostponeAsync(MailDelivery delivery, TimeSpan delay, string? reason, bool counts, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        UPDATE Delivery SET State = 'waiting', Worker = NULL, LeaseUntil = NULL, EndedAt = NULL, NotBefore = @NotBefore, Reason = COALESCE(@Reason, Reason), Attempts = Attempts - @Uncounted
        WHERE {OwnDelivery} AND {OpenStates}
        """,
        Values(delivery, new { NotBefore = _engine.Timestamp(time.GetUtcNow() + delay), Reason = Truncate(reason), Uncounted = counts ? 0 : 1 }),
        cancellationToken);

    /// <summary>Deliveries whose lease expired in the state 'handing-over'.</summary>
    public async Task<IReadOnlyList<MailDelivery>> FindLostAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.WholeColumns} FROM Delivery WHERE State = 'handing-over' AND LeaseUntil < @Now", new { Now }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Delivery(_engine))];
    }

    /// <summary>Group and fingerprint of the last mail that the recipient got; null if there is none.</summary>
    public async Task<(string GroupKey, string Fingerprint)?> FindLastMailAsync(MailDelivery delivery, CancellationToken cancellationToken) =>
        await LastMailAsync<(string?, string?)>(delivery, "p.GroupKey, p.Fingerprint", "COALESCE(d.Compared, d.Prepared)", cancellationToken) is ({ } group, { } fingerprint)
            ? (group, fingerprint)
            : null;

    /// <summary>The last mail that the recipient got: its group, when it was due, and its engagements; null if there is none.</summary>
    public async Task<(string GroupKey, DateTimeOffset Due, string? Engagements)?> FindLastEngagementsAsync(MailDelivery delivery, CancellationToken cancellationToken) =>
        await LastMailAsync<(string?, object?, string?)>(delivery, "p.GroupKey, d.Due, p.Engagements", "d.Prepared", cancellationToken) is ({ } group, { } due, var engagements)
            ? (group, _engine.ReadTimestamp(due), engagements)
            : null;

    /// <summary>Deletes deliveries that ended before the history period.</summary>
    public Task DeleteExpiredAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM Delivery WHERE EndedAt < @Before AND State <> 'ambiguous'",
        new { Before = _engine.Timestamp(time.GetUtcNow().AddDays(-options.Value.KeepDays)) },
        cancellationToken);

    private async Task<T?> LastMailAsync<T>(MailDelivery delivery, string columns, string prepared, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(
            $"""
            SELECT {columns} FROM Delivery d JOIN PreparedMail p ON p.PreparedId = {prepared}
            WHERE d.SubscriptionId = @SubscriptionId AND d.Recipient = @Recipient AND d.State = 'delivered' AND d.Due < @Due
            ORDER BY d.Due DESC {_engine.FirstRows("@Max")}
            """,
            new { delivery.SubscriptionId, delivery.Recipient, Due = _engine.Timestamp(delivery.Due), Max = 1 },
            cancellationToken: cancellationToken));
    }

    private static string? Truncate(string? reason) => reason is { Length: > 1_000 } ? reason[..1_000] + "…" : reason;

    private static DynamicParameters Values(MailDelivery delivery, object more)
    {
        var values = new DynamicParameters(more);
        values.Add("Id", delivery.Id);
        values.Add("Worker", delivery.Worker);
        return values;
    }

    /// <summary>Adds one delivery in the caller's transaction. An existing one with the same occurrence and recipient stays, and nothing is added for a recipient who opted out.</summary>
    internal Task AddAsync(MailDelivery delivery, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        // A delivery of a subscription that was deleted meanwhile is not added. Messages (of alerts) have no subscription to look for.
        var home = delivery.Content is null ? "FROM Subscription s WHERE s.SubscriptionId = @SubscriptionId AND" : "WHERE";
        return connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO Delivery (DeliveryId, SubscriptionId, Occurrence, Recipient, Kind, Due, State, NotBefore, Attempts, MessageId, Note, Reason, CreatedAt, EndedAt, Owner, Target, Content)
            SELECT @Id, @SubscriptionId, @Occurrence, @Recipient, @Kind, @Due, @State, @Due, 0, @MessageId, @Note, @Reason, @Now, @EndedAt, @Owner, @Target, @Content
            {home} NOT EXISTS (SELECT 1 FROM Delivery d WHERE d.SubscriptionId = @SubscriptionId AND d.Occurrence = @Occurrence AND d.Recipient = @Recipient)
              AND NOT EXISTS (SELECT 1 FROM SubscriptionOptOut o WHERE o.SubscriptionId = @SubscriptionId AND o.Recipient = @Recipient AND @Kind <> 'notice')
            """,
            new
            {
                delivery.Id,
                delivery.SubscriptionId,
                delivery.Occurrence,
                delivery.Recipient,
                delivery.Kind,
                Due = _engine.Timestamp(delivery.Due),
                State = DeliveryRow.Stored(delivery.State),
                delivery.MessageId,
                Note = Truncate(delivery.Note),
                Reason = Truncate(delivery.Reason),
                Now,
                EndedAt = delivery.EndedAt is { } ended ? _engine.Timestamp(ended) : null,
                delivery.Owner,
                delivery.Target,
                delivery.Content,
            },
            transaction, cancellationToken: cancellationToken));
    }

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
