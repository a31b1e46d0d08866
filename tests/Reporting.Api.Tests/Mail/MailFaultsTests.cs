using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Delivery.Tests.Mail;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Mail;

/// <summary>
/// Three processes share one outbox and are killed at random, while the relay puts off, refuses, and cuts the connection before, in and after the text.
/// Short in every run; <c>make test-faults</c> runs it with 500 occurrences for three recipients.
/// </summary>
public sealed class MailFaultsTests(ITestOutputHelper output) : IDisposable
{
    private const int Processes = 3;
    private const int AtOnce = 4;
    private const int Lease = 3;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("REPORTING_FAULTS") == "1" || Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1";
    private static readonly int Occurrences = IsLong ? 500 : 12;
    private static readonly int Kills = IsLong ? 30 : 2;
    private static readonly TimeSpan Patience = IsLong ? TimeSpan.FromMinutes(40) : TimeSpan.FromMinutes(3);
    private static readonly string[] Recipients = ["asha@example.org", "ben@example.org", "chaya@example.org"];

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-faults-").FullName;

    [SmtpFact]
    public async Task Nobody_gets_a_second_copy_and_nothing_is_lost_whatever_breaks()
    {
        var seed = IsLong ? Random.Shared.Next() : 20261122;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var waited = Stopwatch.StartNew();
        using var relay = await FaultServer.StartAsync("--faults", "0.35", "--refusals", "0.03", "--seed", $"{seed}");
        // Each starts while the others work.
        var servers = new List<Task<ServerProcess>> { ServerProcess.StartAsync(Settings(relay.Port)) };
        var kills = 0;
        try
        {
            var id = await SubscribeAsync((await servers[0]).Client);
            servers.AddRange(Enumerable.Range(1, Processes - 1).Select(_ => ServerProcess.StartAsync(Settings(relay.Port))));
            await GoBackAsync(id, Occurrences);
            for (; kills < Kills && waited.Elapsed < Patience; kills++)
            {
                await Task.Delay(random.Next(200, IsLong ? 6_000 : 1_500));
                var victim = random.Next(servers.Count);
                await (await servers[victim]).KillAsync();
                await (await servers[victim]).DisposeAsync();
                servers[victim] = ServerProcess.StartAsync(Settings(relay.Port));
            }

            // No more become due while the rest is sent.
            using var paused = await (await servers[0]).Client.PostAsync($"/api/v1/subscriptions/{id}/pause", null);
            Assert.True(paused.IsSuccessStatusCode, paused.ToString());
            while (await CountAsync("State IN ('waiting', 'sending', 'handing-over')") > 0)
            {
                Assert.True(waited.Elapsed < Patience, "Not all rows ended in time.");
                await Task.Delay(200);
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                await (await server).DisposeAsync();
            }
        }

        await LookAsync(relay, kills);
        output.WriteLine($"{waited.Elapsed.TotalSeconds:0} s");
    }

    private async Task LookAsync(FaultServer relay, int kills)
    {
        await using var connection = Connection();
        var rows = (await connection.QueryAsync<(string Occurrence, string Recipient, string State, string MessageId, string? Reason)>("SELECT Occurrence, Recipient, State, MessageId, Reason FROM Delivery")).ToList();
        var accepted = relay.Events("accepted").Select(e => (Id: e.GetProperty("message_id").GetString()!.Trim('<', '>'), Recipient: e.GetProperty("recipient").GetString()!)).ToList();
        var drops = relay.Events("dropped-after").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).ToList();
        var cut = relay.Events("dropped-in").Select(e => e.GetProperty("message_id").GetString()!.Trim('<', '>')).ToList();
        output.WriteLine($"{rows.Count} rows: {string.Join(", ", rows.GroupBy(r => r.State).Select(g => $"{g.Count()} {g.Key}"))}; {accepted.Count} accepted; {drops.Count} drops after the dot, {cut.Count} before; {kills} kills");

        // Nothing due is missing: every minute of the time, for every recipient.
        var minutes = rows.Select(r => DateTime.Parse(r.Occurrence, null)).Distinct().Order().ToList();
        Assert.True(minutes.Count >= Occurrences, $"{minutes.Count} occurrences");
        Assert.Equal(minutes.Count - 1, (minutes[^1] - minutes[0]).TotalMinutes);
        Assert.Equal(minutes.Count * Recipients.Length, rows.Count);

        // Nobody has a second copy, and each copy went to whom it was for.
        Assert.Equal(accepted.Count, accepted.Select(a => a.Id).Distinct().Count());
        Assert.Equal(accepted.Count, accepted.Join(rows, a => (a.Id, a.Recipient), r => (r.MessageId, r.Recipient), (a, _) => a).Count());

        // Every row has ended, and the way it did is true.
        var taken = accepted.Select(a => a.Id).ToHashSet();
        Assert.DoesNotContain(rows, r => r.State is not ("delivered" or "refused" or "ambiguous"));
        Assert.DoesNotContain(rows, r => r.State == "delivered" && !taken.Contains(r.MessageId));
        Assert.DoesNotContain(rows, r => r.State == "refused" && taken.Contains(r.MessageId));
        Assert.DoesNotContain(taken, id => !rows.Exists(r => r.MessageId == id && r.State is "delivered" or "ambiguous"));

        // No more is in doubt than has to be: what was cut after the dot, and what was in the hands of a killed process.
        var doubtful = rows.Where(r => r.State == "ambiguous").ToList();
        var killed = doubtful.Where(r => r.Reason!.Contains("The process ended", StringComparison.Ordinal)).ToList();
        // (A relay that stops reading in the middle may do so when the dot is under way already.)
        var late = doubtful.Except(killed).Select(r => r.MessageId).Except(drops).ToList();
        Assert.Empty(late.Except(cut));
        Assert.True(killed.Count <= kills * AtOnce, $"{killed.Count} in doubt by {kills} kills");

        // What arrived is whole.
        Assert.All(relay.Events("accepted"), e => Assert.Equal((0, 1), (e.GetProperty("defects").GetInt32(), e.GetProperty("files").GetArrayLength())));
    }

    private (string, string)[] Settings(int port) =>
    [
        ("Warehouse:ConnectionString", $"Data Source={Path.Combine(_folder, "reporting.db")}"),
        ("Access:Anonymous", "admin"),
        ("Mail:FilesFolder", Path.Combine(_folder, "files")),
        ("Mail:Smtp:Host", "127.0.0.1"),
        ("Mail:Smtp:Port", $"{port}"),
        ("Mail:Smtp:TimeoutSeconds", "20"),
        ("Mail:MaxConcurrent", $"{AtOnce}"),
        ("Mail:LeaseSeconds", $"{Lease}"),
        ("Mail:PollSeconds", "0.2"),
        ("Mail:RetrySeconds", "0.2"),
        ("Mail:MaxAttempts", "100"),
        ("Logging:LogLevel:Default", "Error"),
    ];

    private static async Task<string> SubscribeAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/subscriptions", new
        {
            report = "cooperation-by-year-and-domain", formats = new[] { "csv" }, recipients = new { to = Recipients }, schedule = "* * * * *", catchUp = "all",
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>As if it had been made so many minutes ago, and nobody had sent anything since.</summary>
    private async Task GoBackAsync(string id, int minutes)
    {
        await using var connection = Connection();
        await connection.ExecuteAsync(
            """
            UPDATE Subscription SET Changes = Changes + 1, PlannedUntil = strftime('%Y-%m-%dT%H:%M:%SZ', PlannedUntil, @Back), NextDue = strftime('%Y-%m-%dT%H:%M:%SZ', NextDue, @Back)
            WHERE SubscriptionId = @id
            """,
            new { id, Back = $"-{minutes} minutes" });
    }

    private async Task<long> CountAsync(string where)
    {
        await using var connection = Connection();
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM Delivery WHERE {where}");
    }

    private SqliteConnection Connection() => new($"Data Source={Path.Combine(_folder, "reporting.operations.db")};Pooling=False;Default Timeout=30");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
