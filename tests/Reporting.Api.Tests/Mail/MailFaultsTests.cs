using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Tests.Mail;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Mail;

/// <summary>
/// Three processes share one outbox and are killed at random, while the relay postpones, refuses, and disconnects before, in and after the text.
/// Short in every run; <c>make test-faults</c> runs it with 500 occurrences for three recipients.
/// </summary>
[Trait("Category", "Faults")]
public abstract class MailFaultsTests(ITestOutputHelper output, WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite(ITestOutputHelper output) : MailFaultsTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : MailFaultsTests(output, WarehouseProvider.SqlServer);

    private const int Processes = 3;
    private const string Owner = "maya@example.org";

    private static readonly int Occurrences = TestRun.IsDeepOrFaults ? 500 : 12;
    private static readonly int Kills = TestRun.IsDeepOrFaults ? 30 : 2;
    private static readonly TimeSpan Patience = TestRun.IsDeepOrFaults ? TimeSpan.FromMinutes(40) : TimeSpan.FromMinutes(3);
    private static readonly string[] Recipients = ["asha@example.org", "ben@example.org", "chaya@example.org"];

    private TestWarehouse _warehouse = null!;

    public async Task InitializeAsync() => _warehouse = await SenderProcesses.WarehouseAsync(engine);

    public Task DisposeAsync() => _warehouse.DisposeAsync().AsTask();

    [SmtpFact]
    public async Task No_mail_is_duplicated_or_lost_under_random_failures()
    {
        var seed = TestRun.IsDeepOrFaults ? Random.Shared.Next() : 20261122;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var waited = Stopwatch.StartNew();
        using var relay = await FaultServer.StartAsync("--faults", "0.35", "--refusals", "0.03", "--seed", $"{seed}");
        var senders = new SenderProcesses(_warehouse, relay.Port);
        await using (senders)
        {
            senders.Start(1);
            var id = await SubscribeAsync(await senders.ClientAsync());
            senders.Start(Processes - 1);
            await GoBackAsync(senders.Operations, id, Occurrences);
            while (senders.Kills < Kills && waited.Elapsed < Patience)
            {
                await Task.Delay(random.Next(200, TestRun.IsDeepOrFaults ? 6_000 : 1_500));
                await senders.KillAsync(random);
            }

            // No further occurrences become due while the rest is sent.
            using var paused = await (await senders.ClientAsync()).PostAsync($"/api/v1/subscriptions/{id}/pause", null);
            Assert.True(paused.IsSuccessStatusCode, paused.ToString());
            while (await senders.CountUnderWayAsync() > 0)
            {
                Assert.True(waited.Elapsed < Patience, "Not all rows ended in time.");
                await Task.Delay(200);
            }
        }

        await LookAsync(relay, senders);
        output.WriteLine($"{waited.Elapsed.TotalSeconds:0} s");
    }

    private async Task LookAsync(FaultServer relay, SenderProcesses senders)
    {
        var (kills, interrupted) = (senders.Kills, senders.Interrupted);

        // After a disconnect, the relay checks whether the dot still arrives, before it records the case.
        await ExportRequests.UntilAsync(() => Task.FromResult(relay.Events("cutting").Count == relay.Events("dropped-in").Count + Crossed()));
        await using var connection = await senders.Operations.OpenReadAsync();
        var all = (await connection.QueryAsync<(string Occurrence, string Recipient, string State, string MessageId, string? Reason)>("SELECT Occurrence, Recipient, State, MessageId, Reason FROM Delivery")).ToLookup(r => r.Recipient == Owner);
        var (rows, notices) = (all[false].ToList(), all[true].ToList());
        var accepted = relay.Events("accepted").Select(e => (Id: e.GetProperty("message_id").GetString()!.Trim('<', '>'), Recipient: e.GetProperty("recipient").GetString()!)).Where(a => a.Recipient != Owner).ToList();
        var drops = relay.Events("dropped-after").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).Intersect(rows.Select(r => r.MessageId)).ToList();
        var cut = relay.Events("dropped-in").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).ToList();
        output.WriteLine(
            $"{rows.Count} rows: {string.Join(", ", rows.GroupBy(r => r.State).Select(g => $"{g.Count()} {g.Key}"))}; {accepted.Count} accepted; "
            + $"{drops.Count} drops after the dot ({Crossed()} that crossed it), {cut.Count} in the text, {relay.Events("dropped-before").Count} before; {kills} kills, {interrupted} of them during a hand-over");

        // Every due minute has a delivery for every recipient.
        var minutes = rows.Select(r => DateTime.Parse(r.Occurrence, null)).Distinct().Order().ToList();
        Assert.True(minutes.Count >= Occurrences, $"{minutes.Count} occurrences");
        Assert.Equal(minutes.Count - 1, (minutes[^1] - minutes[0]).TotalMinutes);
        Assert.Equal(minutes.Count * Recipients.Length, rows.Count);

        // No recipient has a duplicate, and each mail went to its recipient.
        Assert.Equal(accepted.Count, accepted.Select(a => a.Id).Distinct().Count());
        Assert.Equal(accepted.Count, accepted.Join(rows, a => (a.Id, a.Recipient), r => (r.MessageId, r.Recipient), (a, _) => a).Count());

        // Every delivery has ended, with a state that matches the relay's record.
        var taken = accepted.Select(a => a.Id).ToHashSet();
        Assert.DoesNotContain(rows, r => r.State is not ("delivered" or "refused" or "ambiguous"));
        Assert.DoesNotContain(rows, r => r.State == "delivered" && !taken.Contains(r.MessageId));
        Assert.DoesNotContain(rows, r => r.State == "refused" && taken.Contains(r.MessageId));
        Assert.DoesNotContain(taken, id => !rows.Exists(r => r.MessageId == id && r.State is "delivered" or "ambiguous"));

        // Only deliveries that were disconnected after the dot or handed over by a killed process are ambiguous.
        var doubtful = rows.Where(r => r.State == "ambiguous").ToList();
        Assert.True(doubtful.Count <= drops.Count + interrupted, $"{doubtful.Count} ambiguous deliveries, {drops.Count} drops after the dot and {interrupted} kills during a hand-over:\n{string.Join('\n', doubtful.Where(r => !drops.Contains(r.MessageId)))}");
        Assert.True(interrupted <= kills, $"{interrupted} hand-overs interrupted by {kills} kills");
        // Each has its own reason. Deliveries that were disconnected before the dot are retried.
        Assert.True(doubtful.Select(r => r.MessageId).Except(drops).Count() <= interrupted, "More ambiguous deliveries without a drop after the dot than interrupted hand-overs.");

        // The owner gets a notice for every occurrence with a failure, and for no other.
        Assert.Equal(rows.Where(r => r.State != "delivered").Select(r => "notice " + r.Occurrence).Distinct().Order(), notices.Select(n => n.Occurrence).Order());

        // Each received mail is complete.
        Assert.All(relay.Events("accepted"), e => Assert.Equal((0, e.GetProperty("recipient").GetString() == Owner ? 0 : 1), (e.GetProperty("defects").GetInt32(), e.GetProperty("files").GetArrayLength())));

        int Crossed() => relay.Events("dropped-after").Count(e => e.TryGetProperty("crossed", out _));
    }

    private static async Task<string> SubscribeAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/subscriptions", new
        {
            report = "cooperation-by-year-and-domain", formats = new[] { "csv" }, recipients = new { to = Recipients }, schedule = "* * * * *", catchUp = "all", notify = Owner,
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Backdates the subscription by some minutes, so that its occurrences are unsent.</summary>
    private static async Task GoBackAsync(OperationsConnections store, string id, int minutes)
    {
        await using var connection = await store.OpenWriteAsync();
        var (planned, due) = await connection.QuerySingleAsync<(object, object)>("SELECT PlannedUntil, NextDue FROM Subscription WHERE SubscriptionId = @id", new { id });
        await connection.ExecuteAsync(
            "UPDATE Subscription SET Changes = Changes + 1, PlannedUntil = @planned, NextDue = @due WHERE SubscriptionId = @id",
            new { id, planned = Before(planned), due = Before(due) });

        object Before(object instant) => store.Engine.Timestamp(store.Engine.ReadTimestamp(instant).AddMinutes(-minutes));
    }
}
