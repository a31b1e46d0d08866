using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Reporting.Api.ReportPages;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Converts the fields of the page to the JSON of the API, so that both have the same rules.</summary>
internal static class SubscriptionForm
{
    /// <summary>Prefix of the fields with report parameters.</summary>
    public const string Parameter = "p.";

    /// <summary>Prefix of parameters that filter by other dimensions.</summary>
    public const string Further = ChosenFilters.Prefix;

    /// <summary>Field with the time of the last change before the form was opened.</summary>
    public const string Seen = "seen";

    /// <summary>The value of <c>every</c> that stands for the written schedule.</summary>
    public const string Written = "written";

    private static readonly string[] RequiredFields = ["timeZone", "onBehalfOf", "language", "report"];
    private static readonly string[] Optional = ["name", "subject", "body", "edition"];
    private static readonly string[] Switches = ["skipWhenEmpty", "skipWhenUnchanged"];
    private static readonly string[] Kinds = ["to", "cc", "bcc"];

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["formats"] = "pdf", ["every"] = "weekly", ["weekday"] = "monday", ["day"] = "1", ["time"] = "08:00", ["schedule"] = string.Empty, ["timeZone"] = "UTC", ["language"] = "en",
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
            ["edition"] = d.Edition ?? string.Empty,
            ["formats"] = string.Join(',', d.Formats),
            ["to"] = string.Join('\n', d.Recipients.To),
            ["cc"] = string.Join('\n', d.Recipients.Cc),
            ["bcc"] = string.Join('\n', d.Recipients.Bcc),
            ["onBehalfOf"] = EnumWord.Of(d.OnBehalfOf),
            ["timeZone"] = d.TimeZone,
            ["skipWhenEmpty"] = Switch(d.SkipWhenEmpty),
            ["skipWhenUnchanged"] = Switch(d.SkipWhenUnchanged),
            ["paused"] = Switch(subscription.State == SubscriptionState.Paused),
            ["subject"] = d.Subject ?? string.Empty,
            ["body"] = d.Body ?? string.Empty,
            [Seen] = VersionOf(subscription),
        };
        var words = ScheduleParts.Of(d.Schedule);
        (values["every"], values["weekday"], values["day"], values["time"], values["schedule"]) =
            words is null ? (Written, Defaults["weekday"], Defaults["day"], Defaults["time"], d.Schedule) : (words.Every, words.Weekday, words.Day, words.Time, string.Empty);
        foreach (var parameter in d.Parameters.GroupBy(p => p.Key))
        {
            values[Parameter + parameter.Key] = string.Join(", ", parameter.Select(p => p.Value));
        }

        return values;
    }

    public static string VersionOf(Subscription subscription) => subscription.ChangedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The schedule that the fields say. A form without the list of frequencies has it as text.</summary>
    public static string ScheduleOf(Func<string, string> field) => field("every").Trim() is { Length: > 0 } every && every != Written
        ? new ScheduleParts(every, field("weekday").Trim(), field("day").Trim(), field("time").Trim()).Text
        : field("schedule").Trim();

    /// <summary>The report's parameters in the fields, as the form of the report's page has them.</summary>
    public static FormPairs Parameters(ReportDefinition report, IEnumerable<KeyValuePair<string, StringValues>> form) => FormPairs.Of(report, form.SelectMany(f => f.Value.Select(value => (f.Key, Value: value ?? string.Empty)))
        .Select(f => f.Key.StartsWith(FormPairs.Find + Parameter, StringComparison.Ordinal) ? new(FormPairs.Find + f.Key[(FormPairs.Find.Length + Parameter.Length)..], f.Value)
            : f.Key.StartsWith(Parameter, StringComparison.Ordinal) ? new(f.Key[Parameter.Length..], f.Value)
            : new KeyValuePair<string, string>(f.Key == FormPairs.FindNow ? f.Key : string.Empty, f.Value))
        .Where(f => f.Key.Length > 0));

    /// <param name="shown">The parameters that the form shows.</param>
    /// <param name="before">The definition to change, whose other properties stay; null for a new subscription.</param>
    public static Outcome<SubscriptionDefinition> Read(IFormCollection form, ReportDefinition report, IReadOnlyCollection<string> shown, SubscriptionDefinition? before)
    {
        var json = new JsonObject { ["schedule"] = ScheduleOf(name => form[name].ToString()) };
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
        var parameters = Parameters(report, form).Pairs.GroupBy(p => p.Key).Select(p => (Id: p.Key, Values: List(string.Join(',', p.Select(v => v.Value))))).ToList();
        var unchanged = (before?.Parameters ?? []).GroupBy(p => p.Key).Where(p => !shown.Contains(p.Key) && !p.Key.StartsWith(Further, StringComparison.Ordinal) && parameters.TrueForAll(g => g.Id != p.Key)).Select(p => (Id: p.Key, Values: new JsonArray([.. p.Select(v => (JsonNode?)JsonValue.Create(v.Value))])));
        json["parameters"] = new JsonObject(parameters.Concat(unchanged).Where(p => p.Values.Count > 0).Select(p => KeyValuePair.Create(p.Id, (JsonNode?)p.Values)));
        using var body = JsonDocument.Parse(json.ToJsonString());
        return SubscriptionBody.Read(body.RootElement, before);
    }

    /// <summary>The field that a problem concerns; null if it concerns no single field.</summary>
    /// <param name="shown">The report's parameters in the form.</param>
    public static string? FieldOf(Problem problem, IFormCollection form, IReadOnlyCollection<string> shown) => problem switch
    {
        _ when problem.Is(ErrorCodes.BadSchedule, ErrorCodes.NeverDue) => form["every"].ToString() is "" or Written ? "schedule" : "time",
        _ when problem.Is(ErrorCodes.UnknownTimeZone) => "timeZone",
        _ when problem.Is(ErrorCodes.BadFormat) => "formats",
        _ when problem.Is(ErrorCodes.UnknownEdition, ErrorCodes.EditionWithdrawn, ErrorCodes.EditionUnusable) => "edition",
        _ when problem.Is(ErrorCodes.BadAddress, ErrorCodes.DomainNotAllowed, ErrorCodes.BadRecipients, ErrorCodes.RecipientUnknown, ErrorCodes.RecipientGone) =>
            Kinds.FirstOrDefault(kind => Names(problem, form[kind].ToString())) ?? "to",
        _ when problem.Is(ErrorCodes.UnknownPlaceholder) => MailTemplate.Check(form["subject"].ToString())?.Message == problem.Message ? "subject" : "body",
        _ when problem.Is(ErrorCodes.BadTemplate) => Optional.FirstOrDefault(name => problem.Message.StartsWith($"The {name} ", StringComparison.Ordinal)),
        _ when shown.FirstOrDefault(id => problem.Message.Contains($"'{id}'", StringComparison.Ordinal)) is { } named => Parameter + named,
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
