using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Outbox;

/// <summary>A row of the table Delivery.</summary>
internal sealed class DeliveryRow
{
    /// <summary>The state as it is shown. A mail in a file is stored as delivered, with the name of the file.</summary>
    public const string ShownState = "CASE WHEN State = 'delivered' AND WrittenTo IS NOT NULL THEN 'written' ELSE State END";

    public const string Columns = $"DeliveryId, SubscriptionId, Occurrence, Recipient, Kind, Due, {ShownState} AS State, NotBefore, Attempts, Worker, MessageId, Prepared, Note, Reason, CreatedAt, EndedAt, Owner, Target";

    /// <summary>With the content of messages, for the worker that sends them.</summary>
    public const string WholeColumns = Columns + ", Content";

    public required string DeliveryId { get; init; }

    public required string SubscriptionId { get; init; }

    public required string Occurrence { get; init; }

    public required string Recipient { get; init; }

    public required string Kind { get; init; }

    public required object Due { get; init; }

    public required string State { get; init; }

    public required object NotBefore { get; init; }

    public int Attempts { get; init; }

    public string? Worker { get; init; }

    public required string MessageId { get; init; }

    public string? Prepared { get; init; }

    public string? Note { get; init; }

    public string? Reason { get; init; }

    public required object CreatedAt { get; init; }

    public object? EndedAt { get; init; }

    public string? Owner { get; init; }

    public string? Target { get; init; }

    public string? Content { get; init; }

    public static string Stored(DeliveryState state) => DeliveryFormatter.Of(state == DeliveryState.Written ? DeliveryState.Delivered : state);

    public MailDelivery Delivery(IWarehouseEngine engine) => new()
    {
        Id = DeliveryId,
        SubscriptionId = SubscriptionId,
        Occurrence = Occurrence,
        Recipient = Recipient,
        Kind = Kind,
        Due = engine.ReadTimestamp(Due),
        State = DeliveryFormatter.State(State) ?? throw new InvalidOperationException($"The outbox has the unknown state '{State}'."),
        NotBefore = engine.ReadTimestamp(NotBefore),
        Attempts = Attempts,
        Worker = Worker,
        MessageId = MessageId,
        Prepared = Prepared,
        Note = Note,
        Reason = Reason,
        CreatedAt = engine.ReadTimestamp(CreatedAt),
        EndedAt = EndedAt is null ? null : engine.ReadTimestamp(EndedAt),
        Owner = Owner,
        Target = Target,
        Content = Content,
    };
}
