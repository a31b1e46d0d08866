using System.Text.Json;
using Reporting.Api.Reports;
using Reporting.Api.Requests;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Alerts;

/// <summary>Reads an alert from JSON.</summary>
internal static class AlertBody
{
    public const string Example = """{"name": "Cyber security", "condition": {"kind": "above", "value": 10}, "query": {"domain": "cyber-security"}, "recipients": ["asha@example.org"]}""";

    private const int MaxDepth = 5;
    private const string Hint = $"Send an object such as {Example}";

    public static async Task<Outcome<AlertDefinition>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync<AlertRequest>(request, MaxDepth, ErrorCodes.MalformedBody, "The body is not an alert.", Hint, cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        if (body.Name is null || body.Condition is not { } condition || EnumWord.Find<AlertKind>(condition.Kind) is not { } kind)
        {
            return new Problem(ErrorCodes.MalformedBody, "An alert needs 'name' and 'condition' with a known 'kind'.", $"Kinds: {string.Join(", ", Enum.GetValues<AlertKind>().Select(EnumWord.Of))}. {Hint}");
        }

        if (Pairs(body.Query) is not { } query || Pairs(body.Parameters) is not { } parameters || EnumWord.Find<AmbiguousPolicy>(body.Ambiguous ?? "ask") is not { } policy)
        {
            return new Problem(ErrorCodes.MalformedBody, "The value of 'query', 'parameters' or 'ambiguous' is not valid.", Hint);
        }

        if ((body.Recipients ?? []).Concat(body.Webhooks ?? []).Any(address => address is null))
        {
            return new Problem(ErrorCodes.MalformedBody, "'recipients' and 'webhooks' are lists of texts.", Hint);
        }

        return new AlertDefinition
        {
            Name = body.Name,
            Condition = new AlertCondition(kind, condition.Value, condition.Percent, condition.Months, condition.Days),
            Query = query,
            Report = body.Report,
            Parameters = parameters,
            Figure = body.Figure,
            Language = body.Language ?? "en",
            Recipients = body.Recipients ?? [],
            Webhooks = body.Webhooks ?? [],
            Schedule = body.Schedule,
            TimeZone = body.TimeZone ?? "UTC",
            QuietHours = body.QuietHours ?? AlertDefinition.UsualQuietHours,
            Ambiguous = policy,
            Notify = body.Notify,
        };
    }

    // A list becomes repeated names.
    private static IReadOnlyList<KeyValuePair<string, string>>? Pairs(IReadOnlyDictionary<string, JsonElement>? values)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        return (values ?? new Dictionary<string, JsonElement>()).All(p => JsonPairs.Add(p.Key, p.Value, pairs)) ? pairs : null;
    }
}
