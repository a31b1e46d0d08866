using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Subscriptions;

/// <summary>Describes a subscription on one line.</summary>
internal static class SubscriptionFormatter
{
    /// <summary>The text for the audit trail: report, access rights, schedule and recipients.</summary>
    public static string ForAudit(Subscription s) => string.Join(
        '&',
        [
            $"subscription={s.Id}&report={s.Definition.Report}&onBehalfOf={EnumWord.Of(s.Definition.OnBehalfOf)}&schedule={s.Definition.Schedule}",
            .. Parameters(s.Definition.Parameters),
            .. s.Definition.PerRecipient.SelectMany(own => Parameters(own.Value).Prepend($"perRecipient={own.Key}")),
            $"recipients={string.Join(',', s.Definition.Recipients.All().Select(r => r.Address))}",
        ]);

    private static IEnumerable<string> Parameters(IReadOnlyCollection<KeyValuePair<string, string>> parameters) => parameters.Count == 0 ? [] : [SubscriptionDefinition.Words(parameters)];
}
