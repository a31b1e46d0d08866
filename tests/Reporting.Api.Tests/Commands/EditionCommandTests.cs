using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Commands;

/// <summary>Editions by the real program: the commands, and publications that are killed.</summary>
public sealed class EditionCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-edition-commands-").FullName;

    private ProgramCommand Program => new(("Warehouse__ConnectionString", "Data Source=" + Path.Combine(_folder, "warehouse.db")), ("Access__SecretsFolder", Path.Combine(_folder, "secrets")));

    private string Editions => Path.Combine(_folder, "warehouse.editions");

    /// <summary>The usual run publishes and lists; REPORTING_DEEP runs all commands.</summary>
    [Fact]
    public async Task An_edition_is_published_listed_asked_released_withdrawn_and_deleted()
    {
        Assert.Contains("Edition e1 (final) of data version 1: 17 engagements", await RunAsync(0, "edition", "publish", "e1", "--state", "final", "--note", "First."), StringComparison.Ordinal);
        if (!TestRun.IsDeepOrFaults)
        {
            Assert.Matches("e1 +final .* 17 .*First.", await RunAsync(0, "edition", "list"));
            return;
        }

        Assert.Contains("exists already", await RunAsync(1, "edition", "publish", "e1"), StringComparison.Ordinal);
        Assert.Contains("\"edition\":\"e1\"", await RunAsync(0, "query", "--by", "year", "--edition", "e1"), StringComparison.Ordinal);
        var release = Path.Combine(_folder, "release");
        Assert.Matches("[0-9]+ files", await RunAsync(0, "edition", "release", "e1", "--out", release));
        Assert.Contains("No edition was published before.", File.ReadAllText(Path.Combine(release, "CHANGES.md")), StringComparison.Ordinal);
        await RunAsync(0, "edition", "withdraw", "e1", "--note", "Wrong.");
        Assert.Matches("e1 +withdrawn .*Wrong.", await RunAsync(0, "edition", "list"));
        await RunAsync(0, "edition", "delete", "e1");
        Assert.DoesNotContain("e1", await RunAsync(0, "edition", "list"), StringComparison.Ordinal);
        Assert.Contains("was deleted", await RunAsync(1, "query", "--edition", "e1"), StringComparison.Ordinal);
        Assert.Contains("\"status\": \"unknown\"", await RunAsync(0, "verify", new string('0', 64)), StringComparison.Ordinal);
    }

    /// <summary>Ten kills with REPORTING_FAULTS or REPORTING_DEEP. The usual run has the folder that a kill leaves (EditionPublisherTests).</summary>
    [DeepFact]
    public async Task A_publication_killed_at_a_random_moment_leaves_a_whole_edition_or_none()
    {
        await RunAsync(0, "demo", "generate", "--engagements", "3000", "--seed", "4");
        var watch = Stopwatch.StartNew();
        await RunAsync(0, "edition", "publish", "whole");
        var whole = watch.Elapsed;
        var random = new Random(8);
        for (var kill = 0; kill < 10; kill++)
        {
            using var process = Process.Start(Program.Start("edition", "publish", $"e{kill}"))!;
            await Task.Delay(whole * (0.3 + (random.NextDouble() * 0.7)));
            process.Kill();
            await process.WaitForExitAsync();

            var known = await IdsAsync();
            var answer = await RunAsync(known.Contains($"e{kill}") ? 0 : 1, "query", "--measures", "engagements", "--edition", $"e{kill}");
            Assert.Contains(known.Contains($"e{kill}") ? "\"engagements\":3" : "There is no edition", answer, StringComparison.Ordinal);
        }

        // The next publication removes what is left, and the id of a killed one is free.
        var killed = Enumerable.Range(0, 10).Select(i => $"e{i}").Except(await IdsAsync()).ToList();
        Assert.NotEmpty(killed);
        await RunAsync(0, "edition", "publish", killed[0]);
        Assert.Equal((await IdsAsync()).Order(StringComparer.Ordinal), Directory.EnumerateDirectories(Editions).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder);
    }

    private async Task<List<string>> IdsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(_folder, "*operations*.db").Single()};Pooling=False");
        return [.. await connection.QueryAsync<string>("SELECT EditionId FROM Edition")];
    }

    private async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var (code, output, error) = await Program.RunAsync(arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)}: {code} {output}{error}");
        return output + error;
    }

    /// <summary>Runs only with REPORTING_DEEP or REPORTING_FAULTS.</summary>
    private sealed class DeepFactAttribute : FactAttribute
    {
        public DeepFactAttribute() => Skip = TestRun.IsDeepOrFaults ? null : "Set REPORTING_FAULTS=1 to kill publications.";
    }
}
