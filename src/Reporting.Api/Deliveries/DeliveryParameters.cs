using System.Globalization;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Deliveries;

/// <summary>Which deliveries are asked for; a name that is not known is refused.</summary>
internal sealed record DeliveryParameters(DeliveryFilter Filter, int Limit)
{
    private const int UsualLimit = 1_000;
    private const int LargestLimit = 50_000;
    private static readonly string[] NamesOfOne = ["state", "recipient", "limit", "after"];
    private static readonly string[] Names = [.. NamesOfOne, "subscription"];

    /// <param name="ofOne">Of one subscription.</param>
    public static Outcome<DeliveryParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs, bool ofOne)
    {
        var known = ofOne ? NamesOfOne : Names;
        var asked = new DeliveryParameters(new DeliveryFilter(), UsualLimit);
        foreach (var (name, value) in pairs)
        {
            if (!known.Contains(name))
            {
                return Invalid("unknown-parameter", $"There is no parameter '{Shown.Of(name)}' here.", NearestName.Hint(name, known, $"Known are: {string.Join(", ", known)}."));
            }

            if (value.Length == 0)
            {
                return Invalid("empty-value", $"'{name}' has no value.", "Give a value or leave the parameter out.");
            }

            if (!asked.With(name, value).IsValue(out var next, out var problem))
            {
                return problem;
            }

            asked = next;
        }

        return asked;
    }

    private Outcome<DeliveryParameters> With(string name, string value) => name switch
    {
        "state" => DeliveryWords.State(value) is { } state
            ? this with { Filter = Filter with { State = state } }
            : Invalid("bad-choice", $"'{Shown.Of(value)}' is not a value of 'state'.", NearestName.Hint(value, DeliveryWords.All, $"Known are: {string.Join(", ", DeliveryWords.All)}.")),
        "recipient" => this with { Filter = Filter with { Recipient = value } },
        "subscription" => this with { Filter = Filter with { SubscriptionId = value } },
        "after" => this with { Filter = Filter with { After = value } },
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestLimit
            ? this with { Limit = limit }
            : Invalid("bad-limit", $"'{Shown.Of(value)}' is not a number of rows.", $"A limit is from 1 to {LargestLimit}."),
    };

    private static Problem Invalid(string code, string message, string hint) => new(ProblemKind.Invalid, code, message, hint);
}
