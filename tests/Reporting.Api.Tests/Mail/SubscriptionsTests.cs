using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;

namespace Reporting.Api.Tests.Mail;

/// <summary>Subscriptions through the real program.</summary>
public abstract class SubscriptionsTests
{
    public sealed class OnSqlite(App app) : SubscriptionsTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : SubscriptionsTests(server.App), IClassFixture<ServerApp<App>>;

    private readonly AppWithRoles _app;
    private readonly HttpClient _client;

    protected SubscriptionsTests(App app)
    {
        _app = app;
        _client = _app.CreateClient();
    }

    [EngineFact]
    public async Task A_new_subscription_shows_its_next_five_due_times_in_its_time_zone()
    {
        var made = await _client.SubscribeAsync(new { schedule = "weekly monday 08:00", timeZone = "Asia/Jerusalem", name = "Weekly" });
        var next = made.GetProperty("nextDue").EnumerateArray().ToList();
        Assert.Equal(5, next.Count);
        Assert.All(next, due =>
        {
            Assert.EndsWith("T08:00", due.GetProperty("occurrence").GetString(), StringComparison.Ordinal);
            Assert.Equal(DayOfWeek.Monday, due.GetProperty("due").GetDateTimeOffset().DayOfWeek);
            Assert.Equal(due.GetProperty("due").GetDateTimeOffset(), due.GetProperty("dueUtc").GetDateTimeOffset());
        });
        var found = await _client.GetFromJsonAsync<JsonElement>($"{SubscriptionRequests.Route}/{made.Id()}");
        Assert.Equal(("Weekly", "active", "recipient", "latest", "ask"), (Text(found, "name"), Text(found, "state"), Text(found, "onBehalfOf"), Text(found, "catchUp"), Text(found, "ambiguous")));
    }

    [EngineTheory]
    [InlineData("""{"report": "cooperation-by-year-and-domian", "recipients": ["a@example.org"], "schedule": "daily"}""", 404, "unknown-report")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "dayly"}""", 400, "bad-schedule")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "0 8 31 2 *"}""", 400, "bad-schedule")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "timeZone": "Asia/Jerusalm"}""", 400, "unknown-time-zone")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "ends": "2020-01-01"}""", 400, "never-due")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["Asha <a@example.org>"], "schedule": "daily"}""", 400, "bad-address")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org\r\nBcc: b@example.org"], "schedule": "daily"}""", 400, "bad-address")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@elsewhere.org"], "schedule": "daily"}""", 400, "domain-not-allowed")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": [], "schedule": "daily"}""", 400, "bad-recipients")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "perRecipient": {"b@example.org": {}}}""", 400, "bad-recipients")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "formats": ["pdff"]}""", 400, "bad-format")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "subject": "a\r\nBcc: b@example.org"}""", 400, "bad-template")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "subject": "{raport}"}""", 400, "unknown-placeholder")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "parameters": {"form": 2020}}""", 400, "unknown-parameter")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "recipient": "x"}""", 400, "unknown-parameter")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "onBehalfOf": "everybody"}""", 400, "malformed-body")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "recipients": ["a@example.org"], "schedule": "daily", "language": "xx"}""", 400, "bad-choice")]
    [InlineData("""{"report": "country-pair", "recipients": ["a@example.org"], "schedule": "daily", "parameters": {"country": "IN"}}""", 400, "missing-parameter")]
    [InlineData("""{"report": "country-pair", "recipients": ["a@example.org"], "schedule": "daily", "parameters": {"country": "IN", "partner": "IN"}}""", 422, "parameters-equal")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "schedule": "daily"}""", 400, "malformed-body")]
    [InlineData("[1]", 400, "malformed-body")]
    [InlineData("{", 400, "malformed-body")]
    public async Task An_invalid_subscription_is_refused(string body, int status, string code)
    {
        using var answer = await _client.PostAsync(SubscriptionRequests.Route, new StringContent(body, null, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, code), ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
    }

    [EngineFact]
    public async Task A_change_keeps_other_properties_and_a_pause_stops_due_mails()
    {
        var made = await _client.SubscribeAsync(new { schedule = "daily", name = "Before", subject = "Kept" });
        var address = $"{SubscriptionRequests.Route}/{made.Id()}";
        using var patched = await _client.PatchAsJsonAsync(address, new { name = "After", schedule = "weekly friday 17:30", timeZone = "Asia/Kolkata" });
        var changed = await patched.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("After", "Kept", "weekly friday 17:30"), (Text(changed, "name"), Text(changed, "subject"), Text(changed, "schedule")));
        Assert.EndsWith("T17:30", changed.GetProperty("nextDue")[0].GetProperty("occurrence").GetString(), StringComparison.Ordinal);

        using var paused = await _client.PostAsync(address + "/pause", null);
        var asleep = await paused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("paused", 0), (Text(asleep, "state"), asleep.GetProperty("nextDue").GetArrayLength()));
        using var resumed = await _client.DeleteAsync(address + "/pause");
        Assert.Equal("active", Text(await resumed.Content.ReadFromJsonAsync<JsonElement>(), "state"));

        using var replaced = await _client.PutAsJsonAsync(address, new { report = SubscriptionRequests.Report, recipients = new[] { "ben@example.org" }, schedule = "daily" });
        Assert.Equal(JsonValueKind.Null, (await replaced.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subject").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(address)).StatusCode);
    }

    [EngineFact]
    public async Task A_subscription_is_visible_only_to_its_owner()
    {
        var made = await _client.SubscribeAsync();
        var copies = await _client.RunAsync(made);
        var key = await _app.Services.GetRequiredService<KeyRing>().CreateAsync("another", ["scheduler"], null, "test", CancellationToken.None);
        using var other = _app.CreateClient();
        other.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Text);
        // Not a role of the test's making: the key alone counts.
        other.DefaultRequestHeaders.Add(AppWithRoles.Header, "none-such");
        foreach (var path in new[] { $"{SubscriptionRequests.Route}/{made.Id()}", $"{SubscriptionRequests.Route}/{made.Id()}/preview", $"{SubscriptionRequests.Route}/{made.Id()}/history", $"/api/v1/deliveries/{copies[0].Id()}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/v1/deliveries/{copies[0].Id()}/resend", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync($"{SubscriptionRequests.Route}/{made.Id()}")).StatusCode);
        Assert.Equal(0, (await other.GetFromJsonAsync<JsonElement>("/api/v1/deliveries")).GetProperty("data").GetArrayLength());
        Assert.Equal(0, (await other.GetFromJsonAsync<JsonElement>(SubscriptionRequests.Route)).GetArrayLength());
    }

    [EngineFact]
    public async Task Only_the_chosen_ended_delivery_is_sent_again()
    {
        var made = await _client.SubscribeAsync(["asha@example.org", "ben@example.org"]);
        var copies = await _client.RunAsync(made);
        var first = copies[0].Id();
        File.Delete(_app.Eml(copies[0]));
        using var again = await _client.PostAsync($"/api/v1/deliveries/{first}/resend", null);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var sent = Assert.Single(await _client.UntilEndedAsync([first]));
        Assert.Equal("written", ExportRequests.State(sent));
        Assert.Equal(copies[0].GetProperty("messageId").GetString(), sent.GetProperty("messageId").GetString());
        Assert.True(File.Exists(_app.Eml(sent)));
        Assert.Equal(2, (await _client.HistoryAsync(made)).Count);
        using var settled = await _client.PostAsync($"/api/v1/deliveries/{first}/arrived", null);
        Assert.Equal(HttpStatusCode.Conflict, settled.StatusCode);
    }

    [EngineFact]
    public async Task Deliveries_have_pages_and_unknown_values_are_refused()
    {
        var made = await _client.SubscribeAsync([.. Enumerable.Range(0, 5).Select(i => $"r{i}@example.org")]);
        await _client.RunAsync(made);
        var (seen, after) = (new List<string>(), string.Empty);
        do
        {
            var page = await _client.GetFromJsonAsync<JsonElement>($"/api/v1/deliveries?subscription={made.Id()}&state=written&limit=2{after}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(SubscriptionRequests.Id));
            after = page.GetProperty("meta").GetProperty("next").GetString() is { } next ? "&after=" + next : string.Empty;
        }
        while (after.Length > 0);
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync("/api/v1/deliveries?state=delivred")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync("/api/v1/deliveries?stat=delivered")).StatusCode);
    }

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();

    public sealed class App : AppWithRoles
    {
        public App() => Settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2", ["Mail:AllowedDomains"] = "example.org" };
    }
}
