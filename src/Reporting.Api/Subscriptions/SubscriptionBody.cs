using System.Globalization;
using System.Text.Json;
using Reporting.Api.Reports;
using Reporting.Api.Requests;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Subscriptions;

/// <summary>Reads a subscription from JSON. Missing properties keep their values.</summary>
internal static class SubscriptionBody
{
    public const string Example = """{"report": "cooperation-by-year-and-domain", "parameters": {"from": "last_5_years"}, "formats": ["pdf"], "recipients": {"to": ["asha@example.org"]}, "schedule": "weekly monday 08:00", "timeZone": "Asia/Jerusalem"}""";

    private const int MaxDepth = 5;

    private static readonly string[] Names =
    [
        "name", "report", "parameters", "formats", "language", "recipients", "subject", "body", "schedule", "timeZone", "starts", "ends", "skipWhenEmpty", "skipWhenUnchanged",
        "perRecipient", "onBehalfOf", "catchUp", "ambiguous", "notify", "edition",
    ];

    private static readonly string[] RequiredNames = ["report", "recipients", "schedule"];

    /// <param name="before">The definition to change; null for a new subscription, which needs a report, recipients and a schedule.</param>
    public static async Task<Outcome<SubscriptionDefinition>> ReadAsync(HttpRequest request, SubscriptionDefinition? before, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, MaxDepth, ErrorCodes.MalformedBody, $"Send an object such as {Example}", cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            return Read(body.RootElement, before);
        }
    }

    public static Outcome<SubscriptionDefinition> Read(JsonElement body, SubscriptionDefinition? before)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Malformed("The body is not a subscription.", $"Send an object such as {Example}");
        }

        var properties = body.EnumerateObject().ToList();
        if (before is null && RequiredNames.FirstOrDefault(name => properties.TrueForAll(p => p.Name != name)) is { } missing)
        {
            return Malformed($"A subscription needs '{missing}'.", $"Send an object such as {Example}");
        }

        var definition = before ?? new SubscriptionDefinition { Report = string.Empty, Schedule = string.Empty };
        foreach (var property in properties)
        {
            if (!Names.Contains(property.Name))
            {
                return new Problem(
                    ErrorCodes.UnknownParameter, $"A subscription has no '{SafeText.Of(property.Name)}'.",
                    NearestName.Hint(property.Name, Names, $"Use one of: {string.Join(", ", Names)}."));
            }

            if (With(definition, property.Name, property.Value) is not { } next)
            {
                return Malformed($"The value of '{property.Name}' is not valid.", Hint(property.Name));
            }

            definition = next;
        }

        return definition;
    }

    // Returns null if the value is not valid. A JSON null sets the default.
    private static SubscriptionDefinition? With(SubscriptionDefinition d, string name, JsonElement value) => name switch
    {
        "name" => Text(value) is { IsValid: true } text ? d with { Name = text.Value } : null,
        "report" => value.ValueKind == JsonValueKind.String ? d with { Report = value.GetString()! } : null,
        "parameters" => Pairs(value) is { } pairs ? d with { Parameters = pairs } : null,
        "formats" => Strings(value) is { } formats ? d with { Formats = formats } : null,
        "language" => value.ValueKind == JsonValueKind.String ? d with { Language = value.GetString()! } : null,
        "edition" => Text(value) is { IsValid: true } text ? d with { Edition = text.Value } : null,
        "recipients" => Recipients(value) is { } recipients ? d with { Recipients = recipients } : null,
        "subject" => Text(value) is { IsValid: true } text ? d with { Subject = text.Value } : null,
        "body" => Text(value) is { IsValid: true } text ? d with { Body = text.Value } : null,
        "schedule" => value.ValueKind == JsonValueKind.String ? d with { Schedule = value.GetString()! } : null,
        "timeZone" => value.ValueKind == JsonValueKind.String ? d with { TimeZone = value.GetString()! } : null,
        "starts" => Day(value) is { IsValid: true } day ? d with { Starts = day.Value } : null,
        "ends" => Day(value) is { IsValid: true } day ? d with { Ends = day.Value } : null,
        "skipWhenEmpty" or "skipWhenUnchanged" when value.ValueKind == JsonValueKind.Null => d,
        "skipWhenEmpty" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? d with { SkipWhenEmpty = value.GetBoolean() } : null,
        "skipWhenUnchanged" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? d with { SkipWhenUnchanged = value.GetBoolean() } : null,
        "perRecipient" => PerRecipient(value) is { } own ? d with { PerRecipient = own } : null,
        "onBehalfOf" => Choice<RunAs>(value) is { } choice ? d with { OnBehalfOf = choice } : null,
        "catchUp" => Choice<CatchUp>(value) is { } choice ? d with { CatchUp = choice } : null,
        "ambiguous" => Choice<AmbiguousPolicy>(value) is { } choice ? d with { Ambiguous = choice } : null,
        _ => Text(value) is { IsValid: true } text ? d with { Notify = text.Value } : null,
    };

    private static string Hint(string name) => name switch
    {
        "recipients" => """Send {"to": ["asha@example.org"], "cc": [], "bcc": []}.""",
        "formats" => """Send a list of pdf, xlsx, csv, link.""",
        "starts" or "ends" => "Write a day such as 2026-01-31.",
        "onBehalfOf" => "Write recipient or owner.",
        "catchUp" => "Write latest, all or none.",
        "ambiguous" => "Write ask, resend or assume-sent.",
        "perRecipient" => """Send {"asha@example.org": {"domain": ["cyber-security"]}}.""",
        _ => $"Send an object such as {Example}",
    };

    private static (bool IsValid, string? Value) Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => (true, value.GetString()),
        JsonValueKind.Null => (true, null),
        _ => (false, null),
    };

    private static (bool IsValid, DateOnly? Value) Day(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => (true, null),
        JsonValueKind.String when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => (true, day),
        _ => (false, null),
    };

    private static IReadOnlyList<string>? Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : null;

    private static IReadOnlyList<KeyValuePair<string, string>>? Pairs(JsonElement value)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(p => JsonPairs.Add(p.Name, p.Value, pairs)) ? pairs : null;
    }

    // A plain list contains the recipients of 'to'.
    private static Recipients? Recipients(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return Strings(value) is { } all ? new Recipients(all, [], []) : null;
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(p => p.Name is not ("to" or "cc" or "bcc") || Strings(p.Value) is null))
        {
            return null;
        }

        return new Recipients(Of("to"), Of("cc"), Of("bcc"));

        IReadOnlyList<string> Of(string kind) => value.TryGetProperty(kind, out var addresses) ? Strings(addresses)! : [];
    }

    private static Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>? PerRecipient(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var own = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();
        foreach (var property in value.EnumerateObject())
        {
            if (Pairs(property.Value) is not { } pairs)
            {
                return null;
            }

            own[property.Name] = pairs;
        }

        return own;
    }

    private static T? Choice<T>(JsonElement value)
        where T : struct, Enum => value.ValueKind == JsonValueKind.String ? EnumWord.Find<T>(value.GetString()) : null;

    private static Problem Malformed(string message, string hint) => new(ErrorCodes.MalformedBody, message, hint);
}
