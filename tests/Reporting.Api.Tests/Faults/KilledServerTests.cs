using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Tests.Faults;

/// <summary>The database is killed during work. Requests get 503 with a hint, work again after a restart, and no data are lost.</summary>
[Collection(FaultsCollection.Name)]
public sealed class KilledServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly ReportingApp _app = new() { Engine = WarehouseProvider.SqlServer };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (TestServer.WhyNotKilled is null)
        {
            // Also after a failure, because other tests need the server.
            await KillableServer.StartAsync();
        }

        await _app.DisposeAsync();
    }

    [KillableServerFact]
    public async Task When_the_database_is_killed_during_a_query_the_status_is_503_and_a_retry_succeeds()
    {
        const string question = "/api/v1/aggregates/by-year-and-domain?totals=true";
        var before = (await _app.JsonAsync(question)).GetProperty("data").GetRawText();
        await using var locking = await _app.LockFactsAsync();
        using var client = _app.CreateClient();
        // These queries are not cached, so they wait for the lock in the database.
        var asked = Enumerable.Range(1, 6).Select(n => client.GetAsync($"/api/v1/aggregates?by=year,engagement_type&limit={n}")).ToList();
        await _app.WaitUntilBlockedAsync(asked);

        await KillableServer.KillAsync();

        foreach (var answer in asked)
        {
            var given = await answer.WaitAsync(Longest);
            await AssertAwayAsync(given);
            // The query ran, so the tables of the database show its id.
            Assert.Matches("^[0-9a-f]{12}$", given.Headers.GetValues("X-Question-Id").Single());
        }

        await AssertAwayAsync(await client.GetAsync("/api/v1/aggregates?by=domain&limit=7").WaitAsync(Longest));
        await AssertAwayAsync(await client.GetAsync("/health/ready").WaitAsync(Longest));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        await KillableServer.StartAsync();

        Assert.Equal(before, (await UntilAnsweredAsync(client, question)).GetProperty("data").GetRawText());
        foreach (var n in Enumerable.Range(1, 6))
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/aggregates?by=year,engagement_type&limit={n}")).StatusCode);
        }
    }

    [KillableServerFact]
    public async Task When_the_database_is_killed_during_an_import_nothing_remains_and_a_retry_succeeds()
    {
        var rows = Enumerable.Range(0, 400).Select(n => $"killed-{n},T,2025-11-05,visit\n").ToList();
        var file = Encoding.UTF8.GetBytes("Code,Title,Start,Type\n" + string.Concat(rows));
        var imports = _app.Services.GetRequiredService<ImportRunner>();
        using var content = new PausingStream(file, at: file.Length / 2);
        var import = imports.RunAsync(new ImportRequest(content, "killed.csv"));
        await content.Reached.WaitAsync(Longest);

        await KillableServer.KillAsync();
        content.Open();
        var outcome = await import.WaitAsync(Longest);

        Assert.Equal((ProblemKind.Unavailable, "database-away"), (outcome.Problem!.Kind, outcome.Problem.Code));
        Assert.Contains("again", outcome.Problem.Hint, StringComparison.Ordinal);
        await KillableServer.StartAsync();
        using var client = _app.CreateClient();
        Assert.Equal(17, Count(await UntilAnsweredAsync(client, "/api/v1/aggregates")));
        using var again = new MemoryStream(file);
        Assert.Equal((400, 2L), (await imports.RunAsync(new ImportRequest(again, "killed.csv"))) is { Value: { } taken } ? (taken.Added, taken.DataVersion) : default);
        Assert.Equal(417, Count(await _app.JsonAsync("/api/v1/aggregates")));
    }

    [KillableServerFact]
    public async Task When_the_database_is_killed_during_a_migration_a_retry_applies_the_rest()
    {
        using var warehouse = new ScriptsFolder("CREATE TABLE First (X int);", "ALTER TABLE FactEngagement ADD Second int NULL;", "CREATE TABLE Third (X int);");
        var migrator = new Migrator(_app.Services.GetRequiredService<Warehouse.Connections.WarehouseConnections>().Engine, TimeProvider.System, warehouse.Folder, "KilledMigration");
        Task<Outcome<MigrationResult>> migrating;
        await using (await _app.LockFactsAsync())
        {
            migrating = migrator.MigrateAsync();
            await _app.WaitUntilBlockedAsync([migrating]);

            await KillableServer.KillAsync();
            Assert.Equal("database-away", (await migrating.WaitAsync(Longest)).Problem?.Code);
        }

        Assert.Equal("database-away", (await migrator.MigrateAsync().WaitAsync(Longest)).Problem?.Code);
        await KillableServer.StartAsync();
        using var client = _app.CreateClient();
        await UntilAnsweredAsync(client, "/api/v1/aggregates");
        Assert.Equal([MigrationState.Applied, MigrationState.Pending, MigrationState.Pending], (await migrator.StatusAsync()).Select(s => s.State));
        Assert.Equal(["0002-s", "0003-s"], (await migrator.MigrateAsync()).Value!.Applied);
        Assert.Equal(17, Count(await _app.JsonAsync("/api/v1/aggregates")));
    }

    private static int Count(JsonElement answer) => answer.GetProperty("data")[0].GetProperty("engagements").GetInt32();

    private static async Task AssertAwayAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {body}");
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal("database-away", problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("hint").GetString()!);
    }

    // Only the database is restarted, not the program.
    private static async Task<JsonElement> UntilAnsweredAsync(HttpClient client, string path)
    {
        using var late = new CancellationTokenSource(Longest);
        while (true)
        {
            using var answer = await client.GetAsync(path, late.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            }

            await AssertAwayAsync(answer);
            await Task.Delay(100, late.Token);
        }
    }
}
