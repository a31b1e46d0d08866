using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Reporting.Delivery.Tests.Mail;
using Reporting.Delivery.Tests.Webhooks;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Mail;

/// <summary>
/// Several processes check the alerts of one database and are killed at random, while imports make conditions met and reset them. Half of the alerts tell by a relay that fails in
/// every phase, half by a receiver that does. Short in every run; <c>make test-faults</c> runs it with 300 conditions and three processes.
/// </summary>
[Trait("Category", "Faults")]
public abstract class AlertFaultsTests(ITestOutputHelper output, WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite(ITestOutputHelper output) : AlertFaultsTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : AlertFaultsTests(output, WarehouseProvider.SqlServer);

    private const string Owner = "maya@example.org";

    private static readonly int Processes = TestRun.IsDeepOrFaults ? 3 : 2;
    private static readonly int Steps = TestRun.IsDeepOrFaults ? 10 : 1;
    private static readonly int PerStep = TestRun.IsDeepOrFaults ? 30 : 6;
    private static readonly int Kills = TestRun.IsDeepOrFaults ? 20 : 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(TestRun.IsDeepOrFaults ? 30 : 3);

    private TestWarehouse _warehouse = null!;

    public async Task InitializeAsync() => _warehouse = await SenderProcesses.WarehouseAsync(engine);

    public Task DisposeAsync() => _warehouse.DisposeAsync().AsTask();

    [SmtpFact]
    public async Task No_condition_is_reported_twice_or_lost_under_random_failures()
    {
        var seed = TestRun.IsDeepOrFaults ? Random.Shared.Next() : 20261130;
        output.WriteLine($"seed {seed}");
        var (random, faults, waited) = (new Random(seed), new Random(seed + 1), Stopwatch.StartNew());
        using var relay = await FaultServer.StartAsync("--faults", "0.35", "--refusals", "0.03", "--seed", $"{seed}");
        using var receiver = new HttpReceiver { Fault = () => Draw(faults) };
        var senders = new SenderProcesses(_warehouse, relay.Port, ("Alerts:PollSeconds", "0.2"), ("Alerts:MaxPerOwner", "1000"), ("Webhooks:AllowHttp", "true"), ("Webhooks:AllowPrivateAddresses", "true"));
        var alerts = new List<string>();
        await using (senders)
        {
            // Each is met at its step: when its domain has one engagement more than the step before.
            senders.Start(1);
            for (var i = 0; i < Steps * PerStep; i++)
            {
                alerts.Add(await AddAsync(await senders.ClientAsync(), i, receiver));
            }

            senders.Start(Processes - 1);
            for (var step = 1; step <= Steps; step++)
            {
                await ImportAsync(await senders.ClientAsync(step), step);
                while (senders.Kills < Kills * step / Steps && waited.Elapsed < Patience)
                {
                    await Task.Delay(random.Next(200, TestRun.IsDeepOrFaults ? 3_000 : 800));
                    await senders.KillAsync(random);
                }

                // Each alert is checked with the data of this step before the next import, so that the count is known.
                var version = await senders.CountAsync("SELECT MAX(DataVersion) FROM AlertCheck");
                await UntilAsync(async () => await senders.CountAsync($"SELECT COUNT(*) FROM Alert WHERE CheckedVersion IS NULL OR CheckedVersion < {step + 1}") == 0, waited, $"step {step}, version {version}");
            }

            await UntilAsync(async () => await senders.CountUnderWayAsync() == 0, waited, "the outbox");
        }

        await LookAsync(relay, receiver, alerts, senders);
        output.WriteLine($"{waited.Elapsed.TotalSeconds:0} s");
    }

    private async Task LookAsync(FaultServer relay, HttpReceiver receiver, List<string> alerts, SenderProcesses senders)
    {
        await using var connection = await senders.Operations.OpenReadAsync();
        var checks = (await connection.QueryAsync<(string AlertId, long Number, string Outcome, string? Reason)>("SELECT AlertId, CheckNumber, Outcome, Reason FROM AlertCheck")).ToList();
        var rows = (await connection.QueryAsync<(string DeliveryId, string AlertId, string Occurrence, string Recipient, string? Target, string State, string MessageId, string Kind)>(
            "SELECT DeliveryId, SubscriptionId, Occurrence, Recipient, Target, State, MessageId, Kind FROM Delivery")).Where(r => r.Kind != "notice").ToList();
        var (mails, webhooks) = (rows.Where(r => r.Target is null).ToList(), rows.Where(r => r.Target is not null).ToList());
        var accepted = relay.Events("accepted").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).Where(id => mails.Exists(m => m.MessageId == id)).ToList();
        var drops = relay.Events("dropped-after").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).Intersect(mails.Select(r => r.MessageId)).ToList();
        var taken = receiver.Received.Where(m => m.Taken).ToList();
        output.WriteLine(
            $"{checks.Count} checks: {string.Join(", ", checks.GroupBy(c => c.Outcome + (c.Reason is null ? "" : ", " + c.Reason)).Select(g => $"{g.Count()} {g.Key}"))}; "
            + $"{mails.Count} mails: {string.Join(", ", mails.GroupBy(r => r.State).Select(g => $"{g.Count()} {g.Key}"))}; {webhooks.Count} webhooks: {string.Join(", ", webhooks.GroupBy(r => r.State).Select(g => $"{g.Count()} {g.Key}"))}; "
            + $"{taken.Count} messages taken by the receiver, {taken.Select(m => m.Id).Distinct().Count()} different; {drops.Count} drops after the dot, {senders.Kills} kills, {senders.Interrupted} of them during a hand-over");

        // Each condition was told at exactly one check, with one message for its one recipient.
        Assert.All(alerts, id => Assert.Single(checks, c => c.AlertId == id && c.Outcome == "sent"));
        Assert.Equal(alerts.Order(), rows.Select(r => r.AlertId).Order());
        Assert.All(rows, r => Assert.Equal($"alert {checks.Single(c => c.AlertId == r.AlertId && c.Outcome == "sent").Number}", r.Occurrence));

        // Every later check found it met, and says why it was not told. No check failed.
        Assert.All(checks, c => Assert.True(c.Outcome is "not-met" or "sent" || (c.Outcome, c.Reason) == ("suppressed", "not-reset"), $"{c}"));
        Assert.All(checks.GroupBy(c => c.AlertId), of => Assert.Equal(of.Count(c => c.Number > of.Single(s => s.Outcome == "sent").Number), of.Count(c => c.Outcome == "suppressed")));

        // No mail is duplicated. One that may or may not have arrived was disconnected after the dot, or handed over by a killed process.
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        Assert.DoesNotContain(mails, r => r.State is not ("delivered" or "refused" or "ambiguous"));
        Assert.DoesNotContain(mails, r => r.State == "delivered" && !accepted.Contains(r.MessageId));
        Assert.DoesNotContain(mails, r => r.State == "refused" && accepted.Contains(r.MessageId));
        Assert.True(mails.Count(r => r.State == "ambiguous") <= drops.Count + senders.Interrupted, "Ambiguous mails without a reason.");

        // Every webhook arrived. What the receiver took more than once has the same id and the same content.
        Assert.DoesNotContain(webhooks, r => r.State is not ("delivered" or "refused"));
        Assert.All(webhooks, r => Assert.Equal(r.State == "delivered", taken.Exists(m => m.Id == r.DeliveryId) && r.State == "delivered"));
        Assert.All(taken.GroupBy(m => m.Id), same => Assert.Single(same.Select(m => m.Body).Distinct()));
        Assert.All(taken, m => Assert.Contains(webhooks, r => r.DeliveryId == m.Id));
    }

    // A receiver that fails in every phase, and refuses a few for good.
    private static string Draw(Random faults)
    {
        lock (faults)
        {
            return faults.NextDouble() switch { < 0.12 => "drop-early", < 0.24 => "drop-late", < 0.36 => "503", < 0.38 => "410", _ => "200" };
        }
    }

    private async Task<string> AddAsync(HttpClient client, int number, HttpReceiver receiver)
    {
        // The domain has an engagement for each step; the alert is met at the step after its number.
        using var answer = await client.PostAsJsonAsync("/api/v1/alerts", new
        {
            name = $"Alert {number}",
            condition = new { kind = "above", value = number / PerStep },
            query = new { search = "fault step" },
            recipients = number % 2 == 0 ? new[] { $"person-{number}@example.org" } : [],
            webhooks = number % 2 == 1 ? new[] { receiver.Address($"alert-{number}") } : [],
            quietHours = 0,
            notify = Owner,
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task ImportAsync(HttpClient client, int step)
    {
        using var content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"Code,Title,Start,Type,Category\nfault-{step},Fault step {step},2024-01-{step:00},meeting,dialogue\n"), Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        using var imported = await client.PostAsync("/api/v1/imports", content);
        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone, Stopwatch waited, string what)
    {
        while (!await isDone())
        {
            Assert.True(waited.Elapsed < Patience, $"Not done in time: {what}.");
            await Task.Delay(100);
        }
    }
}
