using Dapper;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>The SQL that repairs the outbox after a clock was ahead.</summary>
public sealed class OutboxClock(OperationsConnections connections, TimeProvider time)
{
    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    /// <summary>Retries at once any delivery that waits longer than <paramref name="maxDelay"/>, and shortens leases that are longer than allowed. Alerts that were checked in the future are checked again.</summary>
    public async Task RepairAsync(TimeSpan maxDelay, TimeSpan maxLease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var values = new { Now, Later = _engine.Timestamp(now + maxDelay), TooLong = _engine.Timestamp(now + (2 * maxLease)), LeaseEnd = _engine.Timestamp(now + maxLease) };
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        foreach (var sql in new[]
        {
            "UPDATE Delivery SET NotBefore = @Now WHERE State = 'waiting' AND NotBefore > @Later",
            "UPDATE Delivery SET LeaseUntil = @LeaseEnd WHERE State IN ('sending', 'handing-over') AND LeaseUntil > @TooLong",
            "UPDATE Alert SET LeaseUntil = NULL, Worker = NULL WHERE LeaseUntil > @TooLong",
            "UPDATE Alert SET NextCheck = @Now WHERE CheckedAt > @Later AND NextCheck > @Now",
            "UPDATE PreparedMail SET LeaseUntil = @LeaseEnd WHERE State IN ('making', 'broken') AND LeaseUntil > @TooLong",
        })
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        }
    }

    /// <summary>The latest due time of a scheduled delivery, not later than <paramref name="by"/>; null if there is none.</summary>
    public async Task<DateTimeOffset?> LastDueAsync(string subscription, DateTimeOffset by, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var due = await connection.ExecuteScalarAsync<object?>(new CommandDefinition(
            "SELECT MAX(Due) FROM Delivery WHERE SubscriptionId = @subscription AND Kind <> 'notice' AND Occurrence LIKE '2%' AND Due <= @By",
            new { subscription, By = _engine.Timestamp(by) }, cancellationToken: cancellationToken));
        return due is null or DBNull ? null : _engine.ReadTimestamp(due);
    }

    /// <summary>
    /// Moves the subscription back. Waiting deliveries of future occurrences are deleted. Ended ones, and those being sent, get another occurrence key, so that the
    /// mail is sent again at the right time. False if the subscription was planned or changed meanwhile.
    /// </summary>
    public async Task<bool> PlanAgainAsync(Subscription replanned, DateTimeOffset latestValid, CancellationToken cancellationToken)
    {
        var values = new
        {
            replanned.Id,
            replanned.Changes,
            State = replanned.State.ToString().ToLowerInvariant(),
            PlannedUntil = _engine.Timestamp(replanned.PlannedUntil),
            NextDue = replanned.NextDue is { } due ? _engine.Timestamp(due) : null,
            Ahead = _engine.Timestamp(latestValid),
        };
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE Subscription SET State = @State, PlannedUntil = @PlannedUntil, NextDue = @NextDue, Changes = Changes + 1 WHERE SubscriptionId = @Id AND Changes = @Changes",
            values, transaction, cancellationToken: cancellationToken)) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM Delivery WHERE SubscriptionId = @Id AND Kind <> 'notice' AND Occurrence LIKE '2%' AND State = 'waiting' AND Due > @Ahead",
            values, transaction, cancellationToken: cancellationToken));
        var early = (await connection.QueryAsync<(string Id, string Occurrence)>(new CommandDefinition(
            "SELECT DeliveryId, Occurrence FROM Delivery WHERE SubscriptionId = @Id AND Kind <> 'notice' AND Occurrence LIKE '2%' AND State <> 'waiting' AND Due > @Ahead",
            values, transaction, cancellationToken: cancellationToken))).ToList();
        foreach (var (id, occurrence) in early.Where(e => Occurrence.WallClockOf(e.Occurrence) is not null))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE Delivery SET Occurrence = @Early WHERE DeliveryId = @id", new { id, Early = $"{MailDelivery.Early}{occurrence} {id[..8]}" }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
