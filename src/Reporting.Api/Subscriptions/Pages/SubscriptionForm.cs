using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The fields of the page become the JSON that the API takes, so that both mean the same.</summary>
internal static class SubscriptionForm
{
    /// <summary>Fields with this in front are parameters of the report.</summary>
    public const string Parameter = "p.";

    /// <summary>When the subscription was last changed, as the form has seen it.</summary>
    public const string Seen = "seen";

    private static readonly string[] Needed = ["schedule", "timeZone", "onBehalfOf", "language", "report"];
    private static readonly string[] Optional = ["name", "subject", "body"];
    private static readonly string[] Switches = ["skipWhenEmpty", "skipWhenUnchanged"];
    private static readonly string[] Kinds = ["to", "cc", "bcc"];

    public static readonly IReadOnlyDictionary<string, string> Usual = new Dictionary<string, string>
    {
        ["formats"] = "pdf", ["schedule"] = "weekly monday 08:00", ["timeZone"] = "UTC", ["language"] = "en",
    };

    /// <summary>What stood in the fields.</summary>
    public static Dictionary<string, string> Values(IFormCollection form) => form.ToDictionary(f => f.Key, f => f.Value.ToString());

    /// <summary>What stands in the fields of a subscription that is changed.</summary>
    public static Dictionary<string, string> Values(Subscription subscription)
    {
        var d = subscription.Definition;
        var values = new Dictionary<string, string>
        {
            ["name"] = d.Name ?? string.Empty,
            ["language"] = d.Language,
            ["formats"] = string.Join(',', d.Formats),
            ["to"] = string.Join(", ", d.Recipients.To),
            ["cc"] = string.Join(", ", d.Recipients.Cc),
            ["bcc"] = string.Join(", ", d.Recipients.Bcc),
            ["onBehalfOf"] = SubscriptionResponse.Word(d.OnBehalfOf),
            ["schedule"] = d.Schedule,
            ["timeZone"] = d.TimeZone,
            ["skipWhenEmpty"] = Switch(d.SkipWhenEmpty),
            ["skipWhenUnchanged"] = Switch(d.SkipWhenUnchanged),
            ["paused"] = Switch(subscription.State == SubscriptionState.Paused),
            ["subject"] = d.Subject ?? string.Empty,
            ["body"] = d.Body ?? string.Empty,
            [Seen] = VersionOf(subscription),
        };
        foreach (var parameter in d.Parameters.GroupBy(p => p.Key))
        {
            values[Parameter + parameter.Key] = string.Join(", ", parameter.Select(p => p.Value));
        }

        return values;
    }

    public static string VersionOf(Subscription subscription) => subscription.ChangedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="before">What is changed: what has no field stays as it was. Null for a new one.</param>
    public static Outcome<SubscriptionDefinition> Read(IFormCollection form, SubscriptionDefinition? before)
    {
        var json = new JsonObject();
        foreach (var name in Needed.Where(name => form[name].ToString().Trim().Length > 0))
        {
            json[name] = form[name].ToString().Trim();
        }

        foreach (var name in Optional)
        {
            json[name] = form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        }

        foreach (var name in Switches)
        {
            json[name] = form[name] == "true";
        }

        json["formats"] = List(form["formats"].ToString());
        json["recipients"] = new JsonObject(Kinds.Select(kind => KeyValuePair.Create(kind, (JsonNode?)List(form[kind].ToString()))));
        var given = form.Where(f => f.Key.StartsWith(Parameter, StringComparison.Ordinal)).Select(f => (Id: f.Key[Parameter.Length..], Values: List(f.Value.ToString()))).ToList();
        var kept = (before?.Parameters ?? []).GroupBy(p => p.Key).Where(p => given.TrueForAll(g => g.Id != p.Key)).Select(p => (Id: p.Key, Values: new JsonArray([.. p.Select(v => (JsonNode?)JsonValue.Create(v.Value))])));
        json["parameters"] = new JsonObject(given.Concat(kept).Where(p => p.Values.Count > 0).Select(p => KeyValuePair.Create(p.Id, (JsonNode?)p.Values)));
        using var body = JsonDocument.Parse(json.ToJsonString());
        return SubscriptionBody.Read(body.RootElement, before);
    }

    /// <summary>The field beside which a problem is said; null where it is about none of them alone.</summary>
    public static string? FieldOf(Problem problem, IFormCollection form) => problem switch
    {
        _ when problem.Is(ErrorCodes.BadSchedule, ErrorCodes.NeverDue) => "schedule",
        _ when problem.Is(ErrorCodes.UnknownTimeZone) => "timeZone",
        _ when problem.Is(ErrorCodes.BadFormat) => "formats",
        _ when problem.Is(ErrorCodes.BadAddress, ErrorCodes.DomainNotAllowed, ErrorCodes.BadRecipients, ErrorCodes.RecipientUnknown, ErrorCodes.RecipientGone) =>
            Kinds.FirstOrDefault(kind => Names(problem, form[kind].ToString())) ?? "to",
        _ when problem.Is(ErrorCodes.UnknownPlaceholder) => MailTemplate.Check(form["subject"].ToString()) is null ? "body" : "subject",
        _ when problem.Is(ErrorCodes.BadTemplate) => Optional.FirstOrDefault(name => problem.Message.StartsWith($"The {name} ", StringComparison.Ordinal)),
        _ => form.Where(f => f.Key.StartsWith(Parameter, StringComparison.Ordinal))
            .FirstOrDefault(f => problem.Message.Contains($"'{f.Key[Parameter.Length..]}'", StringComparison.Ordinal) || Parts(f.Value.ToString()).Any(v => problem.Message.Contains($"'{v}'", StringComparison.Ordinal))).Key,
    };

    // By the value itself, or by the domain of an address.
    private static bool Names(Problem problem, string values) =>
        Parts(values).Any(v => problem.Message.Contains(v, StringComparison.OrdinalIgnoreCase) || problem.Message.Contains($"'{v[(v.LastIndexOf('@') + 1)..]}'", StringComparison.OrdinalIgnoreCase));

    private static string Switch(bool on) => on ? "true" : string.Empty;

    private static JsonArray List(string text) => new([.. Parts(text).Select(v => (JsonNode?)JsonValue.Create(v))]);

    private static string[] Parts(string text) => text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
