using Reporting.Delivery.Outbox;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Deliveries;

/// <summary>Reads the parameters of delivery lists. Unknown names are refused.</summary>
internal sealed record DeliveryParameters(DeliveryFilter Filter, int Limit)
{
    private static readonly string[] Names = ["state", "recipient", "limit", "after"];
    private static readonly NamedParameters OfOne = new(Names);
    private static readonly NamedParameters OfAll = new([.. Names, "subscription"]);

    /// <param name="ofOne">True for the deliveries of one subscription.</param>
    public static Outcome<DeliveryParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs, bool ofOne) =>
        (ofOne ? OfOne : OfAll).Read(pairs, new DeliveryParameters(new DeliveryFilter(), ReportQuery.DefaultLimit), (parameters, name, value) => parameters.With(name, value));

    private Outcome<DeliveryParameters> With(string name, string value) => name switch
    {
        "state" => DeliveryFormatter.State(value) is { } state
            ? this with { Filter = Filter with { State = state } }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'state'.", NearestName.Hint(value, DeliveryFormatter.All, $"Use one of: {string.Join(", ", DeliveryFormatter.All)}.")),
        "recipient" => this with { Filter = Filter with { Recipient = value } },
        "subscription" => this with { Filter = Filter with { SubscriptionId = value } },
        "after" => this with { Filter = Filter with { After = value } },
        _ => NamedParameters.Limit(value).Then<DeliveryParameters>(limit => this with { Limit = limit }),
    };
}
