using System.Text.Json;
using Reporting.Api.Requests;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Aggregates;

/// <summary>Reads a query from JSON into the same name=value pairs as a URL.</summary>
internal static class QueryBody
{
    private const int MaxDepth = 4;

    public static async Task<Outcome<IEnumerable<KeyValuePair<string, string>>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, MaxDepth, ErrorCodes.MalformedBody, Example, cancellationToken, allowNul: true)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            var pairs = new List<KeyValuePair<string, string>>();
            return body.RootElement.ValueKind == JsonValueKind.Object && Add(body.RootElement, pairs) ? pairs : NotAQuery();
        }
    }

    private const string Example = """Send an object such as {"measures": ["engagements"], "by": ["year"], "domain": ["cyber-security"], "totals": true}.""";

    private static bool Add(JsonElement query, List<KeyValuePair<string, string>> pairs) =>
        query.EnumerateObject().All(p => p is { Name: "filters", Value.ValueKind: JsonValueKind.Object } ? Add(p.Value, pairs) : Add(p.Name, p.Value, pairs));

    private static bool Add(string name, JsonElement value, List<KeyValuePair<string, string>> pairs)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) && Add(name, v, pairs));
            case JsonValueKind.String:
                pairs.Add(new(name, value.GetString()!));
                return true;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                pairs.Add(new(name, value.GetRawText()));
                return true;
            case JsonValueKind.Null when name is "limit" or "fill":
                // Generated clients send null for omitted numbers and flags.
                return true;
            default:
                return false;
        }
    }

    private static Problem NotAQuery() => new(ErrorCodes.MalformedBody, "The body is not a query.", Example);
}
