using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Outbox;

/// <summary>The outbox as people read and change it.</summary>
public sealed class DeliveryStore(OperationsConnections connections, TimeProvider time, IOptions<MailOptions> options)
{
    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    public async Task<MailDelivery?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.Columns} FROM Delivery WHERE DeliveryId = @id", new { id }, cancellationToken: cancellationToken));
        return row?.Delivery(_engine);
    }

    /// <summary>Latest due time first.</summary>
    public async Task<IReadOnlyList<MailDelivery>> ListAsync(DeliveryFilter filter, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string>();
        Add($"{DeliveryRow.ShownState} = @State", filter.State);
        Add("SubscriptionId = @SubscriptionId", filter.SubscriptionId);
        Add("Occurrence IN @Occurrences", filter.Occurrences);
        Add("Recipient = @Recipient", filter.Recipient);
        Add("(Owner = @Owner OR SubscriptionId IN (SELECT SubscriptionId FROM Subscription WHERE Owner = @Owner))", filter.Owner);
        Add("EXISTS (SELECT 1 FROM Delivery l WHERE l.DeliveryId = @After AND (l.Due > Delivery.Due OR (l.Due = Delivery.Due AND l.DeliveryId < Delivery.DeliveryId)))", filter.After);
        var where = conditions.Count == 0 ? string.Empty : "WHERE " + string.Join(" AND ", conditions);
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            $"SELECT {DeliveryRow.Columns} FROM Delivery {where} ORDER BY Due DESC, DeliveryId {_engine.FirstRows("@limit")}",
            new { State = filter.State is { } state ? DeliveryFormatter.Of(state) : null, filter.SubscriptionId, filter.Occurrences, Recipient = filter.Recipient?.ToLowerInvariant(), filter.Owner, filter.After, limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Delivery(_engine))];

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
            }
        }
    }

    /// <param name="owner">Null for all owners.</param>
    public async Task<DeliveryCounts> CountAsync(string? owner, CancellationToken cancellationToken)
    {
        var ofOwner = owner is null ? string.Empty : " AND (Owner = @owner OR SubscriptionId IN (SELECT SubscriptionId FROM Subscription WHERE Owner = @owner))";
        var values = new { owner, Late = _engine.Timestamp(time.GetUtcNow().AddMinutes(-options.Value.LateMinutes)) };
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var states = await connection.QueryAsync<(string State, long Count)>(new CommandDefinition(
            $"SELECT {DeliveryRow.ShownState} AS State, CAST(COUNT(*) AS bigint) FROM Delivery WHERE 1 = 1{ofOwner} GROUP BY {DeliveryRow.ShownState}", values, cancellationToken: cancellationToken));
        var late = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"SELECT COUNT(*) FROM Delivery WHERE State IN ('waiting', 'sending', 'handing-over') AND Due < @Late{ofOwner}", values, cancellationToken: cancellationToken));
        late += await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"SELECT COUNT(*) FROM Subscription WHERE State = 'active' AND NextDue < @Late{(owner is null ? string.Empty : " AND Owner = @owner")}", values, cancellationToken: cancellationToken));
        var oldest = await connection.ExecuteScalarAsync<object?>(new CommandDefinition(
            $"SELECT MIN(Due) FROM Delivery WHERE State IN ('waiting', 'sending', 'handing-over'){ofOwner}", values, cancellationToken: cancellationToken));
        var counted = states.ToDictionary(s => s.State, s => s.Count);
        return new DeliveryCounts(DeliveryFormatter.All.ToDictionary(s => s, s => counted.GetValueOrDefault(s)), late, oldest is null or DBNull ? null : _engine.ReadTimestamp(oldest));
    }

    /// <summary>Queues an ended delivery again; false if the delivery has not ended.</summary>
    public async Task<bool> ResendAsync(string id, string by, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        UPDATE Delivery SET State = 'waiting', NotBefore = @Now, Attempts = 0, EndedAt = NULL, Worker = NULL, LeaseUntil = NULL, Reason = @Reason
        WHERE DeliveryId = @id AND State NOT IN ('waiting', 'sending', 'handing-over')
        """,
        new { id, Now, Reason = $"{by} asked to send it again." },
        cancellationToken) == 1;

    /// <summary>Marks an ambiguous delivery as delivered; false if it is not ambiguous.</summary>
    public async Task<bool> AcknowledgeAsync(string id, string by, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE Delivery SET State = 'delivered', EndedAt = @Now, Reason = @Reason WHERE DeliveryId = @id AND State = 'ambiguous'",
        new { id, Now, Reason = $"{by} confirmed that it arrived." },
        cancellationToken) == 1;

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}

/// <summary>Counts of the outbox.</summary>
/// <param name="ByState">Number of deliveries in each state, including 0.</param>
/// <param name="Late">Number of late deliveries, and of subscriptions whose planning is late.</param>
/// <param name="OldestDue">Earliest due time of a delivery that has not ended; null if there is none.</param>
public sealed record DeliveryCounts(IReadOnlyDictionary<string, long> ByState, long Late, DateTimeOffset? OldestDue);

/// <summary>Selects deliveries. A property that is null does not restrict.</summary>
public sealed record DeliveryFilter
{
    public DeliveryState? State { get; init; }

    public string? SubscriptionId { get; init; }

    /// <summary>The occurrences of the subscription or the alert, at least one.</summary>
    public IReadOnlyList<string>? Occurrences { get; init; }

    public string? Recipient { get; init; }

    /// <summary>Owner of the subscription.</summary>
    public string? Owner { get; init; }

    /// <summary>Id of the last delivery of the previous page.</summary>
    public string? After { get; init; }
}
