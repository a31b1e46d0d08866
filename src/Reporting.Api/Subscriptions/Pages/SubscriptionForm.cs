using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Converts the fields of the page to the JSON of the API, so that both have the same rules.</summary>
internal static class SubscriptionForm
{
    /// <summary>Prefix of the fields with report parameters.</summary>
    public const string Parameter = "p.";

    /// <summary>Field with the time of the last change before the form was opened.</summary>
    public const string Seen = "seen";

    private static readonly string[] RequiredFields = ["schedule", "timeZone", "onBehalfOf", "language", "report"];
    private static readonly string[] Optional = ["name", "subject", "body"];
    private static readonly string[] Switches = ["skipWhenEmpty", "skipWhenUnchanged"];
    private static readonly string[] Kinds = ["to", "cc", "bcc"];

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["formats"] = "pdf", ["schedule"] = "weekly monday 08:00", ["timeZone"] = "UTC", ["language"] = "en",
    };

    /// <summary>The values of a submitted form.</summary>
    public static Dictionary<string, string> Values(IFormCollection form) => form.ToDictionary(f => f.Key, f => f.Value.ToString());

    /// <summary>The field values of an existing subscription.</summary>
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

    /// <param name="before">The definition to change, whose other properties stay; null for a new subscription.</param>
    public static Outcome<SubscriptionDefinition> Read(IFormCollection form, SubscriptionDefinition? before)
    {
        var json = new JsonObject();
        foreach (var name in RequiredFields.Where(name => form[name].ToString().Trim().Length > 0))
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
        var parameters = form.Where(f => f.Key.StartsWith(Parameter, StringComparison.Ordinal)).Select(f => (Id: f.Key[Parameter.Length..], Values: List(f.Value.ToString()))).ToList();
        var unchanged = (before?.Parameters ?? []).GroupBy(p => p.Key).Where(p => parameters.TrueForAll(g => g.Id != p.Key)).Select(p => (Id: p.Key, Values: new JsonArray([.. p.Select(v => (JsonNode?)JsonValue.Create(v.Value))])));
        json["parameters"] = new JsonObject(parameters.Concat(unchanged).Where(p => p.Values.Count > 0).Select(p => KeyValuePair.Create(p.Id, (JsonNode?)p.Values)));
        using var body = JsonDocument.Parse(json.ToJsonString());
        return SubscriptionBody.Read(body.RootElement, before);
    }

    /// <summary>The field that a problem concerns; null if it concerns no single field.</summary>
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
            .FirstOrDefault(f => problem.Message.Contains($"'{f.Key[Parameter.Length..]}'", StringComparison.Ordinal) || Split(f.Value.ToString()).Any(v => problem.Message.Contains($"'{v}'", StringComparison.Ordinal))).Key,
    };

    // The problem names the value, or the domain of the address.
    private static bool Names(Problem problem, string values) =>
        Split(values).Any(v => problem.Message.Contains(v, StringComparison.OrdinalIgnoreCase) || problem.Message.Contains($"'{v[(v.LastIndexOf('@') + 1)..]}'", StringComparison.OrdinalIgnoreCase));

    private static string Switch(bool on) => on ? "true" : string.Empty;

    private static JsonArray List(string text) => new([.. Split(text).Select(v => (JsonNode?)JsonValue.Create(v))]);

    private static string[] Split(string text) => text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
