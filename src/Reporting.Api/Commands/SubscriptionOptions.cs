using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Api.Subscriptions;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>A subscription as words of the command line: they become the JSON that the API takes, so that both mean the same.</summary>
internal static class SubscriptionOptions
{
    private static readonly (string Option, string Key, string Description)[] Texts =
    [
        ("--name", "name", "What people call it."),
        ("--report", "report", "Id of the report, such as cooperation-by-year-and-domain."),
        ("--lang", "language", "Language of the report and of the mail: en, hi or he."),
        ("--subject", "subject", "Template of the subject, such as \"{report}, {date}\"."),
        ("--body", "body", "Template of the words above the figures."),
        ("--schedule", "schedule", "Five cron fields, or words: \"weekly monday 08:00\", \"last working day 17:00\"."),
        ("--zone", "timeZone", "IANA time zone, such as Asia/Jerusalem; UTC otherwise."),
        ("--starts", "starts", "First day, 2026-01-31."),
        ("--ends", "ends", "Last day."),
        ("--on-behalf-of", "onBehalfOf", "recipient (each gets what they may see) or owner."),
        ("--catch-up", "catchUp", "latest, all or none."),
        ("--ambiguous", "ambiguous", "ask, resend or assume-sent."),
        ("--notify", "notify", "Address of who is told what is broken."),
    ];

    private static readonly (string Option, string Key, string Description)[] Switches =
    [
        ("--skip-when-empty", "skipWhenEmpty", "Sends nothing where nothing matches."),
        ("--skip-when-unchanged", "skipWhenUnchanged", "Sends nothing where nothing changed since the last delivery."),
    ];

    public static Command Command(string name, string description, bool isNew, Func<IServiceProvider, SubscriptionDefinition, string?, CancellationToken, Task<Problem?>> then)
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
                Subscription? found = null;
                if (!NameValue.Read(parsed.GetValue(settings)!).IsValue(out var pairs, out var problem)
                    || (!isNew && !(await SubscriptionsCommand.FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out found, out problem)))
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
                return SubscriptionBody.Read(body.RootElement, found?.Definition).IsValue(out var asked, out problem)
                    ? await then(services, asked, isNew ? null : parsed.GetRequiredValue(id), cancellationToken)
                    : problem;
            },
            prepare: true));
        return command;
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);
}
