using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>The outbox as workers write it. Whatever a worker tells of a copy counts only while the copy is its own.</summary>
public sealed class OutboxStore(OperationsConnections connections, TimeProvider time, IOptions<MailOptions> options)
{
    private const string Mine = "DeliveryId = @Id AND Worker = @Worker";

    // What a worker knows counts also where somebody took it for dead meanwhile.
    private const string Held = "State IN ('sending', 'handing-over', 'ambiguous')";

    private readonly IWarehouseEngine engine = connections.Engine;

    private object Now => engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    /// <summary>
    /// Puts copies into the outbox and moves the subscription on, both or neither. False where somebody else planned or changed it first.
    /// Recipients who opted out get none.
    /// </summary>
    public async Task<bool> PlanAsync(Subscription next, IReadOnlyList<MailDelivery> copies, CancellationToken cancellationToken)
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
                PlannedUntil = engine.Timestamp(next.PlannedUntil),
                NextDue = next.NextDue is { } due ? engine.Timestamp(due) : null,
                next.Changes,
            },
            transaction, cancellationToken: cancellationToken));
        if (moved == 0)
        {
            return false;
        }

        foreach (var copy in copies)
        {
            await AddAsync(copy, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Copies beside the schedule, by hand. What is there already stays as it is.</summary>
    public async Task AddAsync(IEnumerable<MailDelivery> copies, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var copy in copies)
        {
            await AddAsync(copy, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a copy that waits, or one whose worker fell silent before the relay had it; no other worker takes the same. Null where there is none.</summary>
    /// <param name="worker">Of this taking alone: a worker that comes back from the dead is another one.</param>
    public async Task<MailDelivery?> ClaimAsync(string worker, CancellationToken cancellationToken)
    {
        var sql = engine.Claim(
            "Delivery",
            "DeliveryId",
            "State = 'sending', Worker = @worker, LeaseUntil = @LeaseEnd, Attempts = Attempts + 1",
            "(State = 'waiting' AND NotBefore <= @Now) OR (State = 'sending' AND LeaseUntil < @Now)",
            "NotBefore");
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var id = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(sql, new { Most = 1, worker, LeaseEnd, Now }, cancellationToken: cancellationToken));
        if (id is null)
        {
            return null;
        }

        var row = await connection.QueryFirstOrDefaultAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.Columns} FROM Delivery WHERE DeliveryId = @id", new { id }, cancellationToken: cancellationToken));
        return row?.Delivery(engine);
    }

    /// <summary>False where the copy is no longer the worker's.</summary>
    public async Task<bool> ExtendAsync(MailDelivery copy, CancellationToken cancellationToken) =>
        await ExecuteAsync($"UPDATE Delivery SET LeaseUntil = @LeaseEnd WHERE {Mine} AND State IN ('sending', 'handing-over')", Values(copy, new { LeaseEnd }), cancellationToken) == 1;

    /// <summary>Says what the copy carries, if anything, and by what the next one is compared with it: both by their ids.</summary>
    public Task CarryAsync(MailDelivery copy, string? prepared, string compared, CancellationToken cancellationToken) =>
        ExecuteAsync($"UPDATE Delivery SET Prepared = @prepared, Compared = @compared WHERE {Mine} AND State = 'sending'", Values(copy, new { prepared, compared }), cancellationToken);

    /// <summary>
    /// To be written before the last byte is sent; it is on the disk when the task ends, so that neither a killed process nor a machine without power
    /// forgets it. False where the copy is no longer the worker's: then nothing may be sent.
    /// </summary>
    public async Task<bool> SendAsync(MailDelivery copy, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Engine.OpenDurableAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE Delivery SET State = 'handing-over', LeaseUntil = @LeaseEnd WHERE {Mine} AND State = 'sending'", Values(copy, new { LeaseEnd }), cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>The copy's end, and in the same transaction the notice of it: nothing is broken that nobody is told of. False where the copy is no longer the worker's.</summary>
    public async Task<bool> EndAsync(MailDelivery copy, DeliveryState state, string? reason, MailDelivery? notice, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isOurs = await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE Delivery SET State = @State, Reason = @Reason, EndedAt = @Now, LeaseUntil = NULL WHERE {Mine} AND {Held}",
            Values(copy, new { State = DeliveryFormatter.Of(state), Reason = Cut(reason), Now }), transaction, cancellationToken: cancellationToken)) == 1;
        if (isOurs && notice is not null)
        {
            await AddAsync(notice, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return isOurs;
    }

    /// <summary>
    /// Tries it later, also what was being handed over when the relay is known not to have it; an attempt that was nobody's fault does not count.
    /// </summary>
    public Task PostponeAsync(MailDelivery copy, TimeSpan delay, string? reason, bool counts, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        UPDATE Delivery SET State = 'waiting', Worker = NULL, LeaseUntil = NULL, EndedAt = NULL, NotBefore = @NotBefore, Reason = COALESCE(@Reason, Reason), Attempts = Attempts - @Back
        WHERE {Mine} AND {Held}
        """,
        Values(copy, new { NotBefore = engine.Timestamp(time.GetUtcNow() + delay), Reason = Cut(reason), Back = counts ? 0 : 1 }),
        cancellationToken);

    /// <summary>Copies whose worker fell silent while it handed them over.</summary>
    public async Task<IReadOnlyList<MailDelivery>> LostAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.Columns} FROM Delivery WHERE State = 'handing-over' AND LeaseUntil < @Now", new { Now }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Delivery(engine))];
    }

    /// <summary>The figures by which the copy is compared that the recipient got last: their fingerprint and group; null for none.</summary>
    public async Task<(string GroupKey, string Fingerprint)?> LastAsync(MailDelivery copy, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var found = await connection.QueryFirstOrDefaultAsync<(string? GroupKey, string? Fingerprint)>(new CommandDefinition(
            $"""
            SELECT p.GroupKey, p.Fingerprint FROM Delivery d JOIN PreparedMail p ON p.PreparedId = COALESCE(d.Compared, d.Prepared)
            WHERE d.SubscriptionId = @SubscriptionId AND d.Recipient = @Recipient AND d.State = 'delivered' AND d.Due < @Due
            ORDER BY d.Due DESC {engine.FirstRows("@Most")}
            """,
            new { copy.SubscriptionId, copy.Recipient, Due = engine.Timestamp(copy.Due), Most = 1 },
            cancellationToken: cancellationToken));
        return found is ({ } group, { } fingerprint) ? (group, fingerprint) : null;
    }

    /// <summary>Removes what ended so long ago that nobody asks any more.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM Delivery WHERE EndedAt < @Before AND State <> 'ambiguous'",
        new { Before = engine.Timestamp(time.GetUtcNow().AddDays(-options.Value.KeepDays)) },
        cancellationToken);

    private static string? Cut(string? reason) => reason is { Length: > 1_000 } ? reason[..1_000] + "…" : reason;

    private static DynamicParameters Values(MailDelivery copy, object more)
    {
        var values = new DynamicParameters(more);
        values.Add("Id", copy.Id);
        values.Add("Worker", copy.Worker);
        return values;
    }

    private Task AddAsync(MailDelivery copy, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        """
        INSERT INTO Delivery (DeliveryId, SubscriptionId, Occurrence, Recipient, Kind, Due, State, NotBefore, Attempts, MessageId, Note, Reason, CreatedAt, EndedAt)
        SELECT @Id, s.SubscriptionId, @Occurrence, @Recipient, @Kind, @Due, @State, @Due, 0, @MessageId, @Note, @Reason, @Now, @EndedAt
        FROM Subscription s
        WHERE s.SubscriptionId = @SubscriptionId
          AND NOT EXISTS (SELECT 1 FROM Delivery d WHERE d.SubscriptionId = @SubscriptionId AND d.Occurrence = @Occurrence AND d.Recipient = @Recipient)
          AND NOT EXISTS (SELECT 1 FROM SubscriptionOptOut o WHERE o.SubscriptionId = @SubscriptionId AND o.Recipient = @Recipient AND @Kind <> 'notice')
        """,
        new
        {
            copy.Id,
            copy.SubscriptionId,
            copy.Occurrence,
            copy.Recipient,
            copy.Kind,
            Due = engine.Timestamp(copy.Due),
            State = DeliveryFormatter.Of(copy.State),
            copy.MessageId,
            Note = Cut(copy.Note),
            Reason = Cut(copy.Reason),
            Now,
            EndedAt = copy.EndedAt is { } ended ? engine.Timestamp(ended) : null,
        },
        transaction, cancellationToken: cancellationToken));

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
