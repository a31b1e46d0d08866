using System.Text.Json;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Subscriptions;

/// <summary>A row of the table Subscription.</summary>
internal class SubscriptionRow
{
    public required string SubscriptionId { get; init; }

    public required string Owner { get; init; }

    public string? OwnerRoles { get; init; }

    public required string Definition { get; init; }

    public required string State { get; init; }

    public required object PlannedUntil { get; init; }

    public object? NextDue { get; init; }

    public required object CreatedAt { get; init; }

    public required object ChangedAt { get; init; }

    public int Changes { get; init; }

    public Subscription Subscription(IWarehouseEngine engine) => new()
    {
        Id = SubscriptionId,
        Owner = Owner,
        OwnerRoles = OwnerRoles is null ? null : JsonSerializer.Deserialize<List<string>>(OwnerRoles),
        Definition = JsonSerializer.Deserialize<SubscriptionDefinition>(Definition, SubscriptionDefinition.Json)!,
        State = Enum.Parse<SubscriptionState>(State, ignoreCase: true),
        PlannedUntil = engine.ReadTimestamp(PlannedUntil),
        NextDue = NextDue is null ? null : engine.ReadTimestamp(NextDue),
        CreatedAt = engine.ReadTimestamp(CreatedAt),
        ChangedAt = engine.ReadTimestamp(ChangedAt),
        Changes = Changes,
    };
}
