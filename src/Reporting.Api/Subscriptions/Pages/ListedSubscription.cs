using Reporting.Delivery.Outbox;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>A subscription on the page: when it is due, and what became of its last mail.</summary>
public sealed record ListedSubscription(Subscription Subscription, IReadOnlyList<Occurrence> Next, MailDelivery? Last);
