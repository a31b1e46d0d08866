using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Mail;

/// <summary>Deliveries through the real program and a relay whose behaviour depends on the recipient's name.</summary>
public abstract class OutboxTests
{
    public sealed class OnSqlite(App app, ITestOutputHelper output) : OutboxTests(app, output), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(App.OnServer app, ITestOutputHelper output) : OutboxTests(app, output), IClassFixture<App.OnServer>;

    private readonly ITestOutputHelper _output;
    private readonly App _app;
    private readonly HttpClient _client;

    protected OutboxTests(App app, ITestOutputHelper output)
    {
        (_app, _output) = (app, output);
        _client = FaultServer.Missing is null ? app.Roled.CreateClient() : new HttpClient();
    }

    [SmtpFact]
    public async Task A_person_can_confirm_that_an_ambiguous_delivery_arrived()
    {
        var asked = (await _client.RunAsync(await _client.SubscribeAsync(["drop-taken@example.org"])))[0];
        Assert.Equal("ambiguous", ExportRequests.State(asked));
        using var arrived = await _client.PostAsync($"/api/v1/deliveries/{asked.Id()}/arrived", null);
        Assert.Equal("delivered", ExportRequests.State(await arrived.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [SmtpFact]
    public async Task The_health_check_reports_late_mail()
    {
        var clock = new AdjustableClock();
        await using var app = new AppWithRoles { Engine = _app.Roled.Engine, Clock = clock, Settings = new Dictionary<string, string>(Settings(_app.Relay.Port)) { ["Mail:MaxConcurrent"] = "0" } };
        using var client = app.CreateClient();
        await client.SubscribeAsync(["fine@example.org"], new { schedule = "0 * * * *" });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/deliveries")).StatusCode);
        clock.Advance(TimeSpan.FromHours(2));
        using var late = await client.GetAsync("/health/deliveries");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "deliveries-late"), (late.StatusCode, (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [SmtpFact]
    public async Task Each_recipient_gets_the_data_they_may_see_regardless_of_the_owner()
    {
        var rules = TestWarehouses.RepositoryRoot.File("reports", "access.yml");
        await using var app = new AppWithRoles { Engine = _app.Roled.Engine, AccessRules = rules, Settings = Settings(_app.Relay.Port) };
        using var client = app.CreateClient();
        await ImportAsync(app, "Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,Handling\nsecret-1,Hidden talks,2025,meeting,dialogue,hidden-domain,agent,Agent Zero,person,IN,restricted\n");
        var keys = app.Services.GetRequiredService<KeyRing>();
        foreach (var (name, role) in new[] { ("Reader@example.org", "reader"), ("admin@example.org", "admin"), ("gone@example.org", "admin") })
        {
            await keys.CreateAsync(name, [role], name == "gone@example.org" ? TimeSpan.FromHours(-1) : null, "test", CancellationToken.None);
        }

        // The owner is an administrator. The reader's mail omits hidden data in its files and its text.
        var made = await client.SubscribeAsync(["reader@example.org", "admin@example.org", "stranger@example.org"], new { formats = new[] { "csv", "xlsx" } });
        var seen = new Dictionary<string, bool>();
        foreach (var copy in await client.RunAsync(made))
        {
            Assert.Equal("delivered", ExportRequests.State(copy));
            seen[copy.GetProperty("recipient").GetString()!] = await HoldsAsync(copy, "hidden-domain") || await HoldsAsync(copy, "Agent Zero") || await HoldsAsync(copy, "Hidden");
        }

        Assert.Equal([("admin@example.org", true), ("reader@example.org", false), ("stranger@example.org", false)], seen.OrderBy(s => s.Key).Select(s => (s.Key, s.Value)));

        // If the owner chooses so, all recipients get the owner's data, and the choice is audited.
        var chosen = await client.SubscribeAsync(["reader@example.org"], new { onBehalfOf = "owner" });
        Assert.True(await HoldsAsync((await client.RunAsync(chosen))[0], "hidden-domain"));
        var trail = await client.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=change");
        Assert.Contains(trail.GetProperty("data").EnumerateArray(), e => e.GetProperty("question").GetString() is { } question && question.Contains("onBehalfOf=owner", StringComparison.Ordinal) && question.Contains("reader@example.org", StringComparison.Ordinal));
        var mailed = await client.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=mail");
        Assert.Contains(mailed.GetProperty("data").EnumerateArray(), e => e.GetProperty("question").GetString()!.Contains("recipient=reader@example.org", StringComparison.Ordinal) && e.GetProperty("dataVersion").GetInt64() == 2);

        // A recipient with expired keys gets nothing.
        using var refused = await client.PostAsJsonAsync(SubscriptionRequests.Route, new { report = SubscriptionRequests.Report, recipients = new[] { "gone@example.org" }, schedule = "daily" });
        Assert.Equal("recipient-gone", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        // A scheduler's preview of the administrator's mail shows the scheduler's data.
        using var scheduler = app.CreateClient();
        scheduler.DefaultRequestHeaders.Add(AppWithRoles.Header, "scheduler");
        var theirs = await scheduler.SubscribeAsync(["admin@example.org"]);
        var preview = await scheduler.GetStringAsync($"{SubscriptionRequests.Route}/{theirs.Id()}/preview?format=eml");
        Assert.DoesNotContain("hidden", Decoded(preview), StringComparison.OrdinalIgnoreCase);
    }

    private static (string State, int Attempts) End(JsonElement delivery) => (ExportRequests.State(delivery), delivery.GetProperty("attempts").GetInt32());

    private List<JsonElement> Taken(JsonElement delivery) =>
        [.. _app.Relay.Events("accepted").Where(e => e.GetProperty("message_id").GetString()!.Trim('<', '>') == delivery.GetProperty("messageId").GetString())];

    private async Task<bool> HoldsAsync(JsonElement delivery, string text) =>
        Decoded(await File.ReadAllTextAsync(Path.Combine(_app.Relay.Store, delivery.GetProperty("messageId").GetString() + ".eml"))).Contains(text, StringComparison.Ordinal);

    // All texts and files as one text, with unpacked workbooks.
    private static string Decoded(string message)
    {
        var all = new StringBuilder();
        foreach (var part in MailParts.Of(message))
        {
            if (part.AsSpan().StartsWith("PK"u8))
            {
                using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(part));
                foreach (var entry in zip.Entries)
                {
                    using var reader = new StreamReader(entry.Open());
                    all.Append(reader.ReadToEnd());
                }
            }
            else
            {
                all.Append(Encoding.UTF8.GetString(part));
            }
        }

        Assert.True(all.Length > 500, "Nothing was decoded.");
        return all.ToString();
    }

    private static async Task ImportAsync(ReportingApp app, string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var imported = await app.Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "more.csv"));
        Assert.True(imported.Value?.ImportKey is not null, $"{imported.Problem}{imported.Value?.Refusal}");
    }

    private static Dictionary<string, string> Settings(int port) => new()
    {
        ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{port}", ["Mail:PollSeconds"] = "0.2", ["Mail:RetrySeconds"] = "0.2", ["Mail:MaxAttempts"] = "3",
    };

    public class App : IAsyncLifetime
    {
        private readonly WarehouseProvider _engine;
        private FaultServer? _relay;
        private AppWithRoles? _roled;

        public App()
            : this(WarehouseProvider.Sqlite)
        {
        }

        private App(WarehouseProvider engine) => _engine = engine;

        public sealed class OnServer() : App(WarehouseProvider.SqlServer);

        public FaultServer Relay => _relay!;

        public AppWithRoles Roled => _roled!;

        public async Task InitializeAsync()
        {
            if (FaultServer.Missing is null && !TestServer.Lacks(_engine))
            {
                _relay = await FaultServer.StartAsync();
                _roled = new AppWithRoles { Engine = _engine, Settings = Settings(_relay.Port) };
            }
        }

        public async Task DisposeAsync()
        {
            if (_roled is not null)
            {
                await _roled.DisposeAsync();
            }

            _relay?.Dispose();
        }
    }
}
