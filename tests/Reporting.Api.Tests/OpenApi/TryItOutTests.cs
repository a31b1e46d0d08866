using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>
/// "Try it out" works without changes: every GET and POST of the document is sent with its prefilled values, and its response matches the schema. The responses are the examples
/// of the document: REPORTING_UPDATE_CASES=1 writes them.
/// </summary>
public sealed class TryItOutTests : IAsyncLifetime
{
    private const int MaxItems = 2;

    private static readonly string Examples = RepositoryRoot.File("src", "Reporting.Api", "OpenApi", "examples.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Operations that need an ambiguous delivery, which OutboxTests covers.</summary>
    private static readonly string[] OfDoubt = ["POST /api/v1/deliveries/{id}/arrived", "POST /api/v1/deliveries/{id}/resend"];

    private readonly SecuredApp _app = new() { Settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2" } };
    private HttpClient _client = null!;
    private JsonElement _document;

    public async Task InitializeAsync()
    {
        _client = _app.PlainClient();
        _client.DefaultRequestHeaders.Add("X-Api-Key", await _app.KeyAsync("admin"));
        _document = await _client.JsonAsync(HttpMethod.Get, "/swagger/v1/swagger.json");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_GET_and_POST_works_with_prefilled_values_and_matches_its_schema()
    {
        var ids = await MakeThingsAsync();
        var (check, written) = (new SchemaCheck(_document), new JsonObject());
        foreach (var (method, path, operation) in Operations().Where(o => o.Method is "GET" or "POST" && !OfDoubt.Contains($"{o.Method} {o.Path}")))
        {
            using var response = await SendAsync(method, path, operation, ids);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
            if (response.Content.Headers.ContentType?.MediaType == "application/json" && SchemaOf(operation, (int)response.StatusCode) is { } schema)
            {
                var answer = JsonDocument.Parse(text).RootElement;
                Assert.Empty(check.Errors(schema, answer).Select(error => $"{method} {path}: {error}"));
                written[operation.GetProperty("operationId").GetString()!] = Shortened(JsonNode.Parse(text)!);
            }
        }

        Write(written);
    }

    [Fact]
    public void Every_JSON_body_has_an_example_that_matches_its_schema()
    {
        var check = new SchemaCheck(_document);
        foreach (var (method, path, operation) in Operations().Where(o => !OfDoubt.Contains($"{o.Method} {o.Path}")))
        {
            var bodies = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '2').Select(r => r.Value)
                .Concat(operation.TryGetProperty("requestBody", out var body) ? [body] : [])
                .Where(b => b.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out _))
                .Select(b => b.GetProperty("content").GetProperty("application/json"))
                .Where(b => !b.GetProperty("schema").TryGetProperty("format", out _));
            Assert.All(bodies, b =>
            {
                Assert.True(b.TryGetProperty("example", out var example) || method is "DELETE" or "PUT" or "PATCH", $"{method} {path} has no example.");
                Assert.Empty(example.ValueKind == JsonValueKind.Undefined ? [] : check.Errors(b.GetProperty("schema"), example).Select(error => $"{method} {path}: {error}. REPORTING_UPDATE_CASES=1 writes the examples again."));
            });
        }
    }

    [Fact]
    public void No_body_is_an_untyped_object()
    {
        var schemas = _document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => (s.Name, Value: SchemaCheck.Own(s.Value))).ToList();
        Assert.All(schemas, schema => Assert.False(schema.Value.GetProperty("type").GetString() == "object" && !schema.Value.TryGetProperty("properties", out _), schema.Name));
        var members = schemas.SelectMany(s => s.Value.TryGetProperty("properties", out var p) ? p.EnumerateObject().Select(m => (Type: s.Name, m.Name, m.Value)) : []).ToList();
        // The parameter is an id that is not known in advance.
        var maps = members.Where(m => m.Value.TryGetProperty("additionalProperties", out _)).Select(m => m.Name).Distinct();
        Assert.Equal(["perRecipient"], maps);
        // A row has members for the variants of measures that were asked for. A changed field has two schemas: one for all fields and one for its kind of value.
        var changes = Schema("FieldChangeResponse").GetProperty("discriminator").GetProperty("mapping").EnumerateObject().Select(m => m.Value.GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(9, changes.Count);
        Assert.All(changes, name => Assert.Equal(["new", "old"], Schema(name).GetProperty("required").EnumerateArray().Select(r => r.GetString()).Order(StringComparer.Ordinal)));
        Assert.Equal([.. changes.Concat(["AggregateRow", "FieldChangeResponse", "ODataRow"]).Order(StringComparer.Ordinal)], schemas.Where(s => s.Value.GetProperty("type").GetString() == "object" && !s.Value.TryGetProperty("additionalProperties", out _)).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Empty(members.Where(m => IsUntyped(m.Value)).Select(m => $"{m.Type}.{m.Name}"));

        JsonElement Schema(string name) => schemas.Single(s => s.Name == name).Value;
    }

    private static bool IsUntyped(JsonElement schema) =>
        !new[] { "type", "$ref", "oneOf" }.Any(word => schema.TryGetProperty(word, out _)) || (schema.TryGetProperty("items", out var items) && IsUntyped(items));

    // Creates the resources that operations need: an import with a refused row, a finished export, a subscription and a delivery.
    private async Task<Dictionary<string, string>> MakeThingsAsync()
    {
        using var import = new StringContent("Code,Title,Start,Type\ntry-1,Talks,2026,meeting\ntry-2,Talks,nonsense,meeting\n", Encoding.UTF8, "text/csv");
        using var imported = await _client.PostAsync("/api/v1/imports?maxRejected=1", import);
        var export = await _client.JsonAsync(HttpMethod.Post, "/api/v1/exports", """{"report": "cooperation-by-year-and-domain", "format": "csv"}""");
        var subscription = await _client.JsonAsync(HttpMethod.Post, "/api/v1/subscriptions", """{"report": "cooperation-by-year-and-domain", "formats": ["csv"], "recipients": {"to": ["asha@example.org"]}, "schedule": "daily 07:00", "timeZone": "UTC", "onBehalfOf": "owner"}""");
        var deliveries = await _client.JsonAsync(HttpMethod.Post, $"/api/v1/subscriptions/{Id(subscription)}/run");
        var alert = await _client.JsonAsync(HttpMethod.Post, "/api/v1/alerts", ContractExample("postApiV1Alerts.body"));
        var edition = await _client.JsonAsync(HttpMethod.Post, "/api/v1/editions", """{"id": "2026-final", "state": "final", "note": "As cited."}""");
        var saved = await _client.JsonAsync(HttpMethod.Post, "/api/v1/saved-reports", ContractExample("postApiV1SavedReports.body"));
        var replaced = await _client.JsonAsync(HttpMethod.Post, "/api/v1/reports", ContractExample("postApiV1Reports.body"));
        for (var state = "queued"; state is "queued" or "running"; state = (await _client.JsonAsync(HttpMethod.Get, $"/api/v1/exports/{Id(export)}")).GetProperty("state").GetString())
        {
            await Task.Delay(50);
        }

        return new Dictionary<string, string>
        {
            ["/api/v1/imports/{id}"] = Id(JsonDocument.Parse(await imported.Content.ReadAsStringAsync()).RootElement),
            ["/api/v1/exports/{id}"] = Id(export), ["/api/v1/subscriptions/{id}"] = Id(subscription), ["/api/v1/deliveries/{id}"] = Id(deliveries[0]), ["/api/v1/alerts/{id}"] = Id(alert), ["/api/v1/saved-reports/{id}"] = Id(saved),
            ["PUT /api/v1/reports/{id}"] = Id(replaced), ["DELETE /api/v1/reports/{id}"] = Id(replaced),
            ["/api/v1/editions/{id}"] = Id(edition),
        };

        static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;
    }

    private static string ContractExample(string name) => JsonNode.Parse(File.ReadAllText(Examples))![name]!.ToJsonString();

    private async Task<HttpResponseMessage> SendAsync(string method, string path, JsonElement operation, Dictionary<string, string> ids)
    {
        var address = ids.TryGetValue($"{method} {path}", out var made) ? path.Replace("{id}", made, StringComparison.Ordinal)
            : ids.FirstOrDefault(i => path.StartsWith(i.Key, StringComparison.Ordinal)) is { Key: { } key, Value: var id } ? path.Replace(key, key.Replace("{id}", id, StringComparison.Ordinal), StringComparison.Ordinal) : path;
        var query = new List<string>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
        {
            var (name, filled) = (parameter.GetProperty("name").GetString()!, Filled(parameter));
            if (parameter.GetProperty("in").GetString() == "path")
            {
                address = address.Replace($"{{{name}}}", filled, StringComparison.Ordinal);
            }
            else if (filled is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(filled)}");
            }
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), $"{address}{(query.Count == 0 ? null : "?")}{string.Join('&', query)}");
        if (operation.TryGetProperty("requestBody", out var body))
        {
            var content = body.GetProperty("content").EnumerateObject().First();
            var example = content.Value.GetProperty("example");
            request.Content = new StringContent(example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText(), Encoding.UTF8, content.Name);
        }

        return await _client.SendAsync(request);
    }

    private static string? Filled(JsonElement parameter) =>
        parameter.TryGetProperty("example", out var example) || (parameter.GetProperty("schema").TryGetProperty("default", out example))
            ? example.ValueKind == JsonValueKind.String ? example.GetString() : example.GetRawText()
            : null;

    private static JsonElement? SchemaOf(JsonElement operation, int status) =>
        operation.GetProperty("responses").TryGetProperty($"{status}", out var response) && response.GetProperty("content").TryGetProperty("application/json", out var media)
        && media.GetProperty("schema") is var schema && !schema.TryGetProperty("format", out _)
            ? schema
            : null;

    private IEnumerable<(string Method, string Path, JsonElement Operation)> Operations() =>
        _document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (o.Name.ToUpperInvariant(), p.Name, o.Value)));

    // Shortens long lists, and replaces hosts and secrets.
    private JsonNode Shortened(JsonNode node)
    {
        foreach (var list in Lists(node).ToList())
        {
            while (list.Count > MaxItems)
            {
                list.RemoveAt(MaxItems);
            }
        }

        var text = node.ToJsonString(Indented).Replace(_client.BaseAddress!.GetLeftPart(UriPartial.Authority), "https://reports.example.org", StringComparison.Ordinal);
        return JsonNode.Parse(System.Text.RegularExpressions.Regex.Replace(text, "rk_[A-Za-z0-9_-]{20,}", "rk_…", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))!;
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Lists).Append(list),
        JsonObject members => members.SelectMany(m => Lists(m.Value)),
        _ => [],
    };

    private static void Write(JsonObject written)
    {
        if (Environment.GetEnvironmentVariable("REPORTING_UPDATE_CASES") == "1")
        {
            var bodies = JsonNode.Parse(File.ReadAllText(Examples))!.AsObject().Where(e => e.Key.EndsWith(".body", StringComparison.Ordinal)).Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()));
            File.WriteAllText(Examples, new JsonObject([.. bodies, .. written.Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()))]).ToJsonString(Indented) + "\n");
        }
    }
}

internal static class JsonClient
{
    public static async Task<JsonElement> JsonAsync(this HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
