using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Alerts;

/// <summary>Alerts over HTTP and on their pages, under the access rules that are shipped.</summary>
public abstract partial class AlertsApiTests(AlertsApiTests.App app)
{
    public sealed class OnSqlite(App app) : AlertsApiTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : AlertsApiTests(server.App), IClassFixture<ServerApp<App>>;

    private const string Route = "/api/v1/alerts";

    [EngineFact]
    public async Task An_alert_finds_and_reports_only_data_that_its_owner_sees()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,Handling\nsecret-1,Hidden talks,2025,meeting,dialogue,hidden-domain,agent,Agent Zero,person,IN,restricted\n"));
        Assert.NotNull((await app.Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "more.csv"))).Value?.ImportKey);
        using var scheduler = As("scheduler");
        using var administrator = As("admin");
        var body = new { name = "Domains", condition = new { kind = "above", value = 0 }, query = new { by = "domain" }, recipients = new[] { "asha@example.org" }, quietHours = 0 };
        var theirs = await CheckedAsync(scheduler, body);
        Assert.DoesNotContain("hidden", theirs.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("hidden-domain", (await CheckedAsync(administrator, body)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", await PreviewAsync(scheduler, body), StringComparison.OrdinalIgnoreCase);

        var copy = Assert.Single(await scheduler.UntilEndedAsync(theirs.GetProperty("deliveries").EnumerateArray().Select(SubscriptionRequests.Id)));
        var mail = MimeKit.MimeMessage.Load(app.Eml(copy));
        Assert.DoesNotContain("hidden", mail.HtmlBody + mail.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Cyber security", mail.HtmlBody, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_alert_is_made_changed_paused_and_deleted()
    {
        using var client = As("admin");
        var alert = await MadeAsync(client, new { name = "Quiet", condition = new { kind = "silent", months = 6 }, query = new { by = "country_pair" }, recipients = new[] { "asha@example.org" }, webhooks = new[] { "https://hooks.example.org/a" }, schedule = "daily 07:00", timeZone = "Asia/Kolkata" });
        Assert.StartsWith("whsec_", alert.GetProperty("webhooks")[0].GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, alert.GetProperty("nextCheck").ValueKind);
        var address = $"{Route}/{alert.Id()}";
        Assert.Contains(alert.Id(), await client.GetStringAsync(Route), StringComparison.Ordinal);
        using var changed = await client.PutAsJsonAsync(address, new { name = "Changed", condition = new { kind = "stale", days = 3 }, recipients = new[] { "ben@example.org" } });
        Assert.Equal("stale", (await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("condition").GetProperty("kind").GetString());
        using var paused = await client.PostAsync(address + "/pause", null);
        Assert.Equal("paused", (await paused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        using var resumed = await client.DeleteAsync(address + "/pause");
        Assert.Equal("active", (await resumed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        using var deleted = await client.DeleteAsync(address);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [EngineFact]
    public async Task A_list_of_addresses_without_a_text_is_refused()
    {
        using var client = As("admin");
        foreach (var body in new object[] { new { name = "Without an address", condition = new { kind = "above", value = 1 }, recipients = new string?[] { null } }, new { name = "Without an address", condition = new { kind = "above", value = 1 }, webhooks = new string?[] { null } } })
        {
            using var answer = await client.PostAsJsonAsync(Route, body);
            Assert.Equal((HttpStatusCode.BadRequest, "malformed-body"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        }
    }

    [EngineFact]
    public async Task Numbers_of_any_size_in_the_form_are_refused_at_their_fields()
    {
        using var person = app.PlainClient(cookies: true);
        var form = await person.GetStringAsync("/alerts/new?kind=silent");
        using var refused = await PostAsync(person, form, new() { ["name"] = "Far", ["kind"] = "silent", ["months"] = "-99999999999", ["to"] = "asha@example.org", ["quietHours"] = "-99999999999", ["every"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["kind", "quietHours"], Wrong().Matches(await refused.Content.ReadAsStringAsync()).Select(m => m.Groups["field"].Value).Order());
    }

    [EngineFact]
    public async Task A_recipient_unsubscribes_by_the_link_of_the_mail()
    {
        using var client = As("admin");
        var check = await CheckedAsync(client, new { name = "Unsubscribed", condition = new { kind = "above", value = 0 }, recipients = new[] { "chaya@example.org" }, quietHours = 0 });
        var copy = Assert.Single(await client.UntilEndedAsync(check.GetProperty("deliveries").EnumerateArray().Select(SubscriptionRequests.Id)));
        var path = Unsubscribe().Match(MimeKit.MimeMessage.Load(app.Eml(copy)).TextBody!).Value;
        using var anybody = app.PlainClient();
        Assert.Contains("Unsubscribed", await anybody.GetStringAsync(path), StringComparison.Ordinal);
        using var done = await anybody.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        // The next condition is met, and the one who left is not told.
        using var changed = await client.PutAsJsonAsync($"{Route}/{copy.GetProperty("subscription").GetString()}", new { name = "Unsubscribed", condition = new { kind = "above", value = 1 }, recipients = new[] { "chaya@example.org" }, quietHours = 0 });
        using var again = await client.PostAsync($"{Route}/{copy.GetProperty("subscription").GetString()}/check", null);
        var second = await again.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("sent", 0), (second.GetProperty("outcome").GetString(), second.GetProperty("deliveries").GetArrayLength()));
    }

    [EngineFact]
    public async Task The_form_makes_an_alert_and_shows_all_errors_at_their_fields()
    {
        using var person = app.PlainClient(cookies: true);
        var form = await person.GetStringAsync("/alerts/new?kind=silent&by=domain&domain=cyber-security");
        Assert.Contains("<option value=\"silent\" selected>", form, StringComparison.Ordinal);
        Assert.Contains("id=\"choice-p.domain-cyber-security\"", form, StringComparison.Ordinal);
        using var refused = await PostAsync(person, form, new() { ["name"] = "", ["kind"] = "silent", ["months"] = "", ["to"] = "asha", ["webhooks"] = "http://10.0.0.1/", ["quietHours"] = "24", ["every"] = "daily", ["time"] = "25:00", ["timeZone"] = "UTC" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["kind", "name", "time", "to", "webhooks"], Wrong().Matches(await refused.Content.ReadAsStringAsync()).Select(m => m.Groups["field"].Value).Order());

        using var made = await PostAsync(person, form, new() { ["name"] = "Cyber", ["kind"] = "above", ["value"] = "1", ["measures"] = "engagements", ["by"] = "", ["p.domain"] = "cyber-security", ["p.year"] = "all", ["to"] = "asha@example.org", ["quietHours"] = "0", ["language"] = "hi", ["every"] = "" });
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        using var ran = await PostAsync(person, form, [], address + "/check");
        var page = await person.GetStringAsync(address);
        Assert.Contains(">sent</span>", page, StringComparison.Ordinal);
        Assert.Contains("Engagements above 1", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"hi\" lang=\"hi\" selected>", await person.GetStringAsync(address + "/change"), StringComparison.Ordinal);
        Assert.Contains("Cyber", await person.GetStringAsync("/alerts"), StringComparison.Ordinal);
    }

    private HttpClient As(string role)
    {
        var client = app.PlainClient();
        client.DefaultRequestHeaders.Add(AppWithRoles.Header, role);
        return client;
    }

    private static async Task<JsonElement> MadeAsync(HttpClient client, object body)
    {
        using var answer = await client.PostAsJsonAsync(Route, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<JsonElement> CheckedAsync(HttpClient client, object body)
    {
        using var answer = await client.PostAsync($"{Route}/{(await MadeAsync(client, body)).Id()}/check", null);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> PreviewAsync(HttpClient client, object body)
    {
        using var answer = await client.PostAsJsonAsync(Route + "/preview", body);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient person, string page, Dictionary<string, string> fields, string address = "/alerts")
    {
        var token = Token().Match(page);
        fields[token.Groups["name"].Value] = token.Groups["value"].Value;
        using var content = new FormUrlEncodedContent(fields);
        return await person.PostAsync(address, content);
    }

    [GeneratedRegex("/unsubscribe/[^\\s]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unsubscribe();

    [GeneratedRegex("class=\"refusal\" id=\"(?<field>[^\"]+)-problem\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wrong();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    /// <summary>The rules of reports/access.yml. Alerts are checked by hand.</summary>
    public class App : AppWithRoles
    {
        public App()
        {
            AccessRules = RepositoryRoot.File("reports", "access.yml");
            Settings = new Dictionary<string, string> { ["Alerts:PollSeconds"] = "0", ["Mail:PollSeconds"] = "0.1" };
        }
    }
}
