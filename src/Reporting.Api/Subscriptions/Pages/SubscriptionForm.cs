using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The fields of the page become the JSON that the API takes, so that both mean the same.</summary>
internal static class SubscriptionForm
{
    /// <summary>Fields with this in front are parameters of the report.</summary>
    public const string Parameter = "p.";

    private static readonly string[] Texts = ["name", "subject", "body", "schedule", "timeZone", "onBehalfOf", "report"];

    public static readonly IReadOnlyDictionary<string, string> Usual = new Dictionary<string, string> { ["formats"] = "pdf", ["schedule"] = "weekly monday 08:00", ["timeZone"] = "UTC" };

    /// <summary>What stood in the fields.</summary>
    public static Dictionary<string, string> Values(IFormCollection form) => form.ToDictionary(f => f.Key, f => f.Value.ToString());

    public static Outcome<SubscriptionDefinition> Read(IFormCollection form)
    {
        var json = new JsonObject();
        foreach (var name in Texts.Where(name => form[name].ToString().Trim().Length > 0))
        {
            json[name] = form[name].ToString().Trim();
        }

        foreach (var name in new[] { "skipWhenEmpty", "skipWhenUnchanged" }.Where(name => form[name] == "true"))
        {
            json[name] = true;
        }

        json["formats"] = List(form["formats"].ToString());
        json["recipients"] = new JsonObject(new[] { "to", "cc", "bcc" }.Select(kind => KeyValuePair.Create(kind, (JsonNode?)List(form[kind].ToString()))));
        json["parameters"] = new JsonObject(form.Where(f => f.Key.StartsWith(Parameter, StringComparison.Ordinal) && f.Value.ToString().Trim().Length > 0)
            .Select(f => KeyValuePair.Create(f.Key[Parameter.Length..], (JsonNode?)List(f.Value.ToString()))));
        using var body = JsonDocument.Parse(json.ToJsonString());
        return SubscriptionBody.Read(body.RootElement, null);
    }

    private static JsonArray List(string text) =>
        new([.. text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => (JsonNode?)JsonValue.Create(v))]);
}
