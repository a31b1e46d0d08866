using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Subscriptions;

/// <summary>A subscription on one line.</summary>
internal static class SubscriptionWords
{
    /// <summary>For the audit trail: what is mailed, with whose eyes, to whom.</summary>
    public static string ForAudit(Subscription s) =>
        $"subscription={s.Id}&report={s.Definition.Report}&onBehalfOf={SubscriptionAnswer.Word(s.Definition.OnBehalfOf)}&schedule={s.Definition.Schedule}&recipients={string.Join(',', s.Definition.Recipients.All().Select(r => r.Address))}";
}
