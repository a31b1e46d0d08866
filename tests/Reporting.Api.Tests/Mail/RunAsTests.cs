using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Exports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Mail;

/// <summary>What an owner can learn from mails to recipients who see more or less. Also, which of the owner's roles still apply when a mail is made.</summary>
public abstract partial class RunAsTests(RunAsTests.App app)
{
    public sealed class OnSqlite(App app) : RunAsTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : RunAsTests(server.App), IClassFixture<ServerApp<App>>;

    private const string Wide = "wide@example.org";
    private const string Narrow = "narrow@example.org";

    [EngineTheory]
    [InlineData("hidden-domain", "absent-domain")]
    [InlineData("hidden-domian", "absent-domian")]
    public async Task A_delivery_to_a_recipient_who_sees_more_ends_as_if_hidden_data_did_not_exist(string hidden, string absent)
    {
        await app.FillAsync();
        using var scheduler = Client("scheduler");
        var (one, other) = (await RunAsync(scheduler, Wide, hidden), await RunAsync(scheduler, Wide, absent));
        Assert.Equal(("failed", "failed"), (one.State, other.State));
        Assert.StartsWith("unknown-member", one.Reason, StringComparison.Ordinal);
        Assert.Equal(other.Reason.Replace(absent, hidden, StringComparison.Ordinal), one.Reason);
    }

    [EngineFact]
    public async Task A_report_empty_for_the_owner_is_not_sent_and_others_have_the_recipients_rows()
    {
        await app.FillAsync();
        using var scheduler = Client("scheduler");
        var skipped = (await scheduler.RunAsync(await scheduler.SubscribeAsync([Wide], new { parameters = new { from = 1990, to = 1991 }, skipWhenEmpty = true })))[0];
        Assert.Equal(("skipped", "The report is empty."), (ExportRequests.State(skipped), skipped.GetProperty("reason").GetString()));
        var sent = (await scheduler.RunAsync(await scheduler.SubscribeAsync([Wide])))[0];
        Assert.Contains("hidden-domain", await TextAsync(sent), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_owner_reads_one_sentence_about_data_that_only_the_recipient_sees()
    {
        await app.FillAsync();
        using var admin = Client("admin");
        var reason = "recipients-view: For the recipient, nothing matches or the report cannot be made. The recipient sees other data than you, so the reason is not shown here. The log has it.";
        Assert.Equal(("failed", reason), await RunAsync(admin, Narrow, "hidden-domain"));
        var old = new { from = 1990, to = 1991 };
        var failed = await admin.SubscribeAsync([Narrow], new { parameters = old, notify = "maya@example.org" });
        Assert.Equal(reason, (await admin.RunAsync(failed))[0].GetProperty("reason").GetString());
        Assert.Contains(reason, Assert.Single(await admin.HistoryAsync(failed), d => d.GetProperty("kind").GetString() == "notice").GetProperty("note").GetString(), StringComparison.Ordinal);
        var skipped = (await admin.RunAsync(await admin.SubscribeAsync([Narrow], new { parameters = old, skipWhenEmpty = true })))[0];
        Assert.Equal(("skipped", reason), (ExportRequests.State(skipped), skipped.GetProperty("reason").GetString()));
    }

    [EngineTheory]
    [InlineData("scheduler", Wide, true)]
    [InlineData("admin", Narrow, false)]
    public async Task A_scheduled_mail_is_skipped_until_data_change_that_owner_and_recipient_see(string owner, string recipient, bool shows)
    {
        await using var own = new App { Engine = app.Engine };
        await own.FillAsync();
        using var client = Client(own, owner);
        var made = await client.SubscribeAsync([recipient], new { skipWhenUnchanged = true });
        Assert.Equal("written", ExportRequests.State(await own.RunScheduledAsync(client, made, 1)));
        Assert.Equal("skipped", ExportRequests.State(await own.RunScheduledAsync(client, made, 2)));

        // The owner or the recipient may not see this one.
        await own.ImportAsync("secret-2,More talks,1991,meeting,dialogue,other-hidden-domain,agent,Agent,person,IN,restricted\n");
        Assert.Equal("skipped", ExportRequests.State(await own.RunScheduledAsync(client, made, 3)));
        await own.ImportAsync("open-1,Open talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\n");
        var sent = await own.RunScheduledAsync(client, made, 4);
        Assert.Equal("written", ExportRequests.State(sent));
        Assert.Equal(shows, (await TextAsync(own, sent)).Contains("other-hidden-domain", StringComparison.Ordinal));
        Assert.Equal("skipped", ExportRequests.State(await own.RunScheduledAsync(client, made, 5)));
    }

    [EngineTheory]
    [InlineData(Narrow)]
    [InlineData(Wide)]
    public async Task A_mail_names_only_changes_that_its_recipient_may_see(string recipient)
    {
        await using var own = new App { Engine = app.Engine };
        await own.FillAsync();
        await own.ImportAsync("raised-1,Raised talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\nkept-1,Kept talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\n");
        using var client = Client(own, "admin");
        var made = await client.SubscribeAsync([recipient]);
        await own.RunScheduledAsync(client, made, 1);
        await own.ImportAsync("open-1,Open talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\nsecret-2,Secret talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,restricted\n"
            + "secret-1,Corrected talks,1990,meeting,dialogue,hidden-domain,agent,Agent,person,IN,restricted\nraised-1,Raised talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,restricted\n");
        var text = (await TextAsync(own, await own.RunScheduledAsync(client, made, 2))).ReplaceLineEndings("\n");
        var changes = text[text.IndexOf("Changes since", StringComparison.Ordinal)..text.IndexOf("Engagements:", StringComparison.Ordinal)];

        // What is raised above the clearance is withdrawn for those who may not see it any more.
        Assert.Equal(
            recipient == Wide
                ? ["New (2):", "- 2024: Open talks", "- 2024: Secret talks", "Corrected (2):", "- 2024: Raised talks", "- 1990: Corrected talks"]
                : ["New (1):", "- 2024: Open talks", "Withdrawn (1):", "- 2024: Raised talks"],
            changes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.DoesNotContain("All ", changes, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_link_to_the_rest_shows_all_changes_and_is_audited()
    {
        await using var own = new App { Engine = app.Engine };
        await own.FillAsync();
        using var client = Client(own, "admin");
        var made = await client.SubscribeAsync([Narrow], new { language = "he" });
        await own.RunScheduledAsync(client, made, 1);
        await own.ImportAsync(string.Concat(Enumerable.Range(1, 8).Select(i => $"open-{i},Open talks {i},2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\n")));
        var copy = await own.RunScheduledAsync(client, made, 2);
        var link = ChangesLink().Match(await TextAsync(own, copy)).Groups["path"].Value;
        using var reader = own.PlainClient();
        var page = await reader.GetStringAsync(link);
        Assert.Contains("dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 8), i => Assert.Contains($"<bdi>Open talks {i}</bdi>", page, StringComparison.Ordinal));
        var trail = await client.GetFromJsonAsync<JsonElement>($"/api/v1/audit?caller={Narrow}&action=export");
        Assert.Contains(trail.GetProperty("data").EnumerateArray(), e => e.GetProperty("question").GetString()!.EndsWith($"{copy.Id()}&file=changes", StringComparison.Ordinal));

        // A first mail has no changes, and its owner cannot make a link to some.
        using var none = await reader.GetAsync(link[..^2] + "AA");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
    }

    [EngineTheory]
    [InlineData("xlsx", "written")]
    [InlineData("pdf", "skipped")]
    public async Task A_changed_title_is_a_change_of_a_mail_whose_file_has_the_lists(string format, string state)
    {
        await using var own = new App { Engine = app.Engine };
        await own.FillAsync();
        await own.ImportAsync("open-9,Open talks,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\n");
        using var client = Client(own, "admin");
        var made = await client.SubscribeAsync([Wide], new { formats = new[] { format }, skipWhenUnchanged = true });
        Assert.Equal("written", ExportRequests.State(await own.RunScheduledAsync(client, made, 1)));
        await own.ImportAsync("open-9,Open talks with another title,2024,meeting,dialogue,open-domain,agent,Agent,person,IN,public\n");
        Assert.Equal(state, ExportRequests.State(await own.RunScheduledAsync(client, made, 2)));
    }

    [EngineFact]
    public async Task A_failure_caused_by_data_only_the_recipient_sees_is_explained_only_to_the_recipient()
    {
        await using var own = new App { Engine = app.Engine };
        await own.FillAsync();
        await own.ImportAsync(string.Concat(Enumerable.Range(0, 5_200).Select(i =>
            $"many-{i},Talks,{1910 + (i % 100)},meeting,dialogue,domain-{i / 100},agent,Agent,person,IN,restricted\n")));
        using var scheduler = Client(own, "scheduler");
        var made = await scheduler.SubscribeAsync([Wide], new { notify = "maya@example.org", parameters = new { detail = "full" } });
        var copy = (await scheduler.RunAsync(made))[0];
        Assert.Equal(("written", 1), (ExportRequests.State(copy), copy.GetProperty("attempts").GetInt32()));
        Assert.Single(await scheduler.HistoryAsync(made));
        Assert.Contains("Your report could not be made. A table of the report has 5,2", (await TextAsync(own, copy)).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_owner_keeps_only_the_roles_that_their_keys_still_give()
    {
        await app.FillAsync();
        var keys = app.Services.GetRequiredService<KeyRing>();
        var wide = (await keys.CreateAsync("maya", ["admin", "scheduler"], null, "test", CancellationToken.None)).Value!;
        using var owner = Holder(wide);
        using var admin = Client("admin");
        var made = await owner.SubscribeAsync(["asha@example.org"], new { onBehalfOf = "owner" });
        Assert.Contains("hidden-domain", await TextAsync((await admin.RunAsync(made))[0]), StringComparison.Ordinal);

        var less = (await keys.CreateAsync("Maya", ["scheduler", "importer"], null, "test", CancellationToken.None)).Value!;
        Assert.Null(await keys.RevokeAsync(wide.Stored.Id, CancellationToken.None));
        Assert.DoesNotContain("hidden-domain", await TextAsync((await admin.RunAsync(made))[0]), StringComparison.Ordinal);

        // New roles do not count, and the remaining roles may not schedule.
        Assert.Null((await keys.CreateAsync("maya", ["importer"], null, "test", CancellationToken.None)).Problem);
        Assert.Null(await keys.RevokeAsync(less.Stored.Id, CancellationToken.None));
        Assert.StartsWith("owner-gone", (await admin.RunAsync(made))[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_owner_of_a_waiting_export_keeps_only_the_roles_that_their_keys_still_give()
    {
        await app.FillAsync();
        var keys = app.Services.GetRequiredService<KeyRing>();
        var (store, runner) = (app.Services.GetRequiredService<ExportStore>(), app.Services.GetRequiredService<ExportRunner>());
        var wide = (await keys.CreateAsync("ben", ["admin", "exporter"], null, "test", CancellationToken.None)).Value!;
        using var owner = Holder(wide);
        using var admin = Client("admin");
        var job = await owner.AddAsync("csv", new { section = "data" });
        Assert.Null(await keys.RevokeAsync(wide.Stored.Id, CancellationToken.None));
        Assert.Null((await keys.CreateAsync("ben", ["exporter"], null, "test", CancellationToken.None)).Problem);
        await runner.RunAsync((await store.ClaimAsync("worker", CancellationToken.None))!, "worker", CancellationToken.None);
        Assert.DoesNotContain("hidden-domain", await admin.GetStringAsync(job + "/file"), StringComparison.Ordinal);

        var other = (await keys.CreateAsync("chaya", ["exporter"], null, "test", CancellationToken.None)).Value!;
        using var client = Holder(other);
        job = await client.AddAsync("csv", new { section = "data" });
        Assert.Null(await keys.RevokeAsync(other.Stored.Id, CancellationToken.None));
        await runner.RunAsync((await store.ClaimAsync("worker", CancellationToken.None))!, "worker", CancellationToken.None);
        Assert.Equal("owner-gone", (await admin.JobAsync(job)).GetProperty("error").GetProperty("code").GetString());
    }

    [EngineFact]
    public async Task The_audit_trail_contains_query_and_recipient_of_subscriptions_and_mails()
    {
        await app.FillAsync();
        using var admin = Client("admin");
        var made = await admin.SubscribeAsync([Wide], new { parameters = new { from = 2022, domain = "cyber-security" }, perRecipient = new Dictionary<string, object> { [Wide] = new { from = 2023 } } });
        await admin.RunAsync(made);
        var lines = await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter(), 1000, CancellationToken.None);
        Assert.Contains(lines, l => l.Action == AuditAction.Change && l.Question?.EndsWith($"&from=2022&domain=cyber-security&perRecipient={Wide}&from=2023&recipients={Wide}", StringComparison.Ordinal) == true);
        Assert.Contains(lines, l => l.Action == AuditAction.Mail && l.Subject.Contains(made.Id(), StringComparison.Ordinal) && l.Question?.EndsWith("&domain=cyber-security&from=2023&lang=en", StringComparison.Ordinal) == true);
    }

    private HttpClient Client(string role) => Client(app, role);

    private static HttpClient Client(App app, string role)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add(AppWithRoles.Header, role);
        return client;
    }

    // Not a role of the test's making: the key alone counts.
    private HttpClient Holder(CreatedKey key)
    {
        var client = Client("none-such");
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Text);
        return client;
    }

    private static async Task<(string State, string Reason)> RunAsync(HttpClient client, string recipient, string domain)
    {
        var copy = (await client.RunAsync(await client.SubscribeAsync([recipient], new { parameters = new { domain } })))[0];
        return (ExportRequests.State(copy), copy.GetProperty("reason").GetString()!);
    }

    private Task<string> TextAsync(JsonElement copy) => TextAsync(app, copy);

    private static async Task<string> TextAsync(App app, JsonElement copy)
    {
        Assert.True(ExportRequests.State(copy) == "written", $"{copy}");
        return string.Concat(MailParts.Of(await File.ReadAllTextAsync(app.Eml(copy))).Select(Encoding.UTF8.GetString));
    }

    [GeneratedRegex(@"כל 8 השינויים[^\r\n]*\r?\n\s*https?://[^/]+(?<path>/links/\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangesLink();

    public sealed class App : AppWithRoles
    {
        private readonly Lazy<Task> _filled;

        public App()
        {
            AccessRules = RepositoryRoot.File("reports", "access.yml");
            Settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2", ["Exports:MaxConcurrent"] = "0" };
            _filled = new Lazy<Task>(MakeAsync);
        }

        /// <summary>An engagement that only administrators see, and two recipients with keys.</summary>
        public Task FillAsync() => _filled.Value;

        public async Task ImportAsync(string rows)
        {
            using var content = new MemoryStream(
                Encoding.UTF8.GetBytes("Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,Handling\n" + rows));
            var imported = await Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "more.csv"));
            Assert.True(imported.Value?.ImportKey is not null, $"{imported.Problem}{imported.Value?.Refusal}");
        }

        private async Task MakeAsync()
        {
            await ImportAsync("secret-1,Talks,1990,meeting,dialogue,hidden-domain,agent,Agent,person,IN,restricted\n");
            foreach (var (name, role) in new[] { (Wide, "admin"), (Narrow, "reader") })
            {
                Assert.Null((await Services.GetRequiredService<KeyRing>().CreateAsync(name, [role], null, "test", CancellationToken.None)).Problem);
            }
        }
    }
}
