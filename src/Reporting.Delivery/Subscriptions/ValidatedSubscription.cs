using Reporting.Delivery.Schedules;

namespace Reporting.Delivery.Subscriptions;

/// <summary>A definition that can be kept, with its schedule read.</summary>
public sealed record ValidatedSubscription(SubscriptionDefinition Definition, Schedule Schedule);
