namespace Reporting.Delivery.Outbox;

/// <summary>How the outbox stands.</summary>
/// <param name="ByState">How many are in each state; states without any have 0.</param>
/// <param name="Late">How many should have been sent some time ago, subscriptions that nobody plans among them.</param>
/// <param name="OldestDue">Since when the longest waiting one is due; null for none.</param>
public sealed record DeliveryCounts(IReadOnlyDictionary<string, long> ByState, long Late, DateTimeOffset? OldestDue);
