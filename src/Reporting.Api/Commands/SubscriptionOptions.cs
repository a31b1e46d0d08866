using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Api.Subscriptions;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>The options of a subscription on the command line. They are converted to the JSON of the API, so both have the same rules.</summary>
internal static class SubscriptionOptions
{
    private static readonly (string Option, string Key, string Description)[] Texts =
    [
        ("--name", "name", "Name of the subscription."),
        ("--report", "report", "Id of the report, such as cooperation-by-year-and-domain."),
        ("--lang", "language", "Language of the report and of the mail: en, hi or he."),
        ("--edition", "edition", "Id of an edition. Without it, the data of the due time are sent."),
        ("--subject", "subject", "Template of the subject, such as \"{report}, {date}\"."),
        ("--body", "body", "Template of the text above the figures."),
        ("--schedule", "schedule", "Five cron fields, or words such as \"weekly monday 08:00\" or \"last working day 17:00\"."),
        ("--zone", "timeZone", "IANA time zone, such as Asia/Jerusalem. Default: UTC."),
        ("--starts", "starts", "First day, such as 2026-01-31."),
        ("--ends", "ends", "Last day."),
        ("--on-behalf-of", "onBehalfOf", "Whose access rights apply: recipient or owner."),
        ("--catch-up", "catchUp", "latest, all or none."),
        ("--ambiguous", "ambiguous", "ask, resend or assume-sent."),
        ("--notify", "notify", "Address for failure notices."),
    ];

    private static readonly (string Option, string Key, string Description)[] Switches =
    [
        ("--skip-when-empty", "skipWhenEmpty", "Sends nothing if the report is empty."),
        ("--skip-when-unchanged", "skipWhenUnchanged", "Sends nothing if no figure changed since the last delivery."),
    ];

    public static Command Command(string name, string description, bool isNew, Func<IServiceProvider, SubscriptionDefinition, string?, CancellationToken, Task<Problem?>> execute)
    {
        var texts = Texts.Select(t => (t.Key, Option: new Option<string?>(t.Option) { Description = t.Description })).ToList();
        var switches = Switches.Select(t => (t.Key, Option: new Option<bool>(t.Option) { Description = t.Description })).ToList();
        var lists = new[] { "to", "cc", "bcc" }.Select(kind => (Key: kind, Option: new Option<string[]>("--" + kind) { Description = "An address; may be repeated.", DefaultValueFactory = _ => [] })).ToList();
        var formats = new Option<string[]>("--format") { Description = "pdf, xlsx, csv, link; may be repeated.", DefaultValueFactory = _ => [] };
        var settings = new Option<string[]>("--set") { Description = "name=value of a parameter; may be repeated.", DefaultValueFactory = _ => [] };
        var id = SubscriptionsCommand.Id();
        var command = new Command(name, description) { formats, settings };
        texts.ForEach(t => command.Add(t.Option));
        switches.ForEach(t => command.Add(t.Option));
        lists.ForEach(t => command.Add(t.Option));
        if (!isNew)
        {
            command.Add(id);
        }

        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                Subscription? existing = null;
                if (!NameValue.Read(parsed.GetValue(settings)!).IsValue(out var pairs, out var problem)
                    || (!isNew && !(await SubscriptionsCommand.FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out existing, out problem)))
                {
                    return problem;
                }

                var json = new JsonObject();
                texts.Where(t => parsed.GetValue(t.Option) is not null).ToList().ForEach(t => json[t.Key] = parsed.GetValue(t.Option));
                switches.Where(t => parsed.GetValue(t.Option)).ToList().ForEach(t => json[t.Key] = true);
                if (lists.Exists(t => parsed.GetValue(t.Option)!.Length > 0))
                {
                    json["recipients"] = new JsonObject(lists.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)List(parsed.GetValue(t.Option)!))));
                }

                if (parsed.GetValue(formats)!.Length > 0)
                {
                    json["formats"] = List(parsed.GetValue(formats)!);
                }

                if (pairs.Count > 0)
                {
                    json["parameters"] = new JsonObject(pairs.GroupBy(p => p.Key).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)List(g.Select(p => p.Value)))));
                }

                using var body = JsonDocument.Parse(json.ToJsonString());
                return SubscriptionBody.Read(body.RootElement, existing?.Definition).IsValue(out var definition, out problem)
                    ? await execute(services, definition, isNew ? null : parsed.GetRequiredValue(id), cancellationToken)
                    : problem;
            },
            prepare: true));
        return command;
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);
}
