namespace Reporting.Delivery.Outbox;

/// <summary>A row of the table PreparedMail.</summary>
internal sealed class PreparedRow
{
    public required string State { get; init; }

    public string? Content { get; init; }

    public object? LeaseUntil { get; init; }

    public object? ExpiresAt { get; init; }
}
