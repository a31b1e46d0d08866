using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Commands;

/// <summary>Imports by the real program: mappings, refused rows, undo, and processes that are killed.</summary>
[Collection(CommandCollection.Name)]
public abstract class ImportCommandTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : ImportCommandTests(WarehouseProvider.Sqlite)
    {
        private string Database => Path.Combine(Folder, "warehouse.db");

        /// <summary>Kills imports at random moments. The warehouse is then the old or the new version, and complete.</summary>
        [EngineFact]
        public async Task A_killed_import_leaves_the_old_version_or_the_new_one()
        {
            var rows = TestRun.IsDeep ? 60_000 : 6_000;
            var file = Write("many.csv", "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Source\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"e{i},Title {i},20{i % 25:00},visit,d{i % 9},p{i % 500},company,s{i}\n"))));
            var watch = Stopwatch.StartNew();
            File.Copy(Database, Database + ".before");
            Assert.Equal(0, (await Program.RunAsync("import", file)).Code);
            var whole = watch.Elapsed;
            SqliteConnection.ClearAllPools();
            var random = new Random(6);
            for (var kill = 0; kill < (TestRun.IsDeep ? 10 : 3); kill++)
            {
                foreach (var left in Directory.GetFiles(Folder, "warehouse.db*").Where(path => !path.EndsWith(".before", StringComparison.Ordinal)))
                {
                    File.Delete(left);
                }

                File.Copy(Database + ".before", Database);
                using var process = Process.Start(Program.Start("import", file))!;
                // Between the moment it opens the file and about its end.
                await Task.Delay(whole * (0.3 + (random.NextDouble() * 0.7)));
                process.Kill();
                await process.WaitForExitAsync();

                await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
                await connection.OpenAsync();
                Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
                Assert.Empty(await connection.QueryAsync("PRAGMA foreign_key_check"));
                var (version, engagements) = await connection.QuerySingleAsync<(long, long)>("SELECT (SELECT MAX(ImportKey) FROM Import), (SELECT COUNT(*) FROM FactEngagement)");
                Assert.Contains((version, engagements), new[] { (1L, 17L), (2L, 17L + rows) });
                Assert.Equal(engagements, await connection.ExecuteScalarAsync<long>("SELECT COUNT(DISTINCT EngagementKey) FROM BridgeEngagementSource"));
            }

            Assert.Contains("data version 2", (await Program.RunAsync("import", file)).Output, StringComparison.Ordinal);
        }
    }

    [OnServer]
    public sealed class OnSqlServer() : ImportCommandTests(WarehouseProvider.SqlServer);

    private readonly ITestDatabase _database = TestDatabase.On(engine);

    private ProgramCommand Program => ProgramCommand.Over(_database);

    private string Folder => _database.Folder;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        Assert.Equal(0, (await Program.RunHereAsync("migrate", "--reference-data")).Code);
    }

    public Task DisposeAsync() => _database.DropAsync();

    [EngineFact]
    public async Task A_file_is_imported_with_a_mapping_returns_its_refused_rows_and_can_be_undone()
    {
        var file = Write("visits.csv", "No;What;When\n1;First;3.2.2020\n2;Second;31.2.2020\n");
        var suggested = (await Program.RunHereAsync("import", file, "--suggest")).Output;
        Assert.Contains("delimiter: semicolon", suggested, StringComparison.Ordinal);
        var mapping = Write("visits.yml", "file: {delimiter: semicolon}\nengagement:\n  code: '{No}'\n  title: '{What}'\n  start: {from: '{When}', formats: [d.M.yyyy]}\n");

        Assert.Contains("1 engagement would be added", (await Program.RunHereAsync("import", file, "--mapping", mapping, "--dry-run", "--max-rejected", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("1 engagement was added, 0 changed, 0 unchanged, 1 refused", (await Program.RunHereAsync("import", file, "--mapping", mapping, "--max-rejected", "1")).Output, StringComparison.Ordinal);
        var rejected = Path.Combine(Folder, "visits.rejected.csv");
        File.WriteAllText(rejected, File.ReadAllText(rejected).Replace("31.2.", "28.2.", StringComparison.Ordinal));
        Assert.Contains("1 engagement was added", (await Program.RunHereAsync("import", rejected, "--mapping", mapping)).Output, StringComparison.Ordinal);
        Assert.Contains("1 retired", (await Program.RunHereAsync("import", Write("less.csv", "No;What;When\n1;First;3.2.2020\n"), "--mapping", mapping, "--replace")).Output, StringComparison.Ordinal);
        Assert.Contains("0 engagements removed, 1 restored", (await Program.RunHereAsync("import", "--undo", "4")).Output, StringComparison.Ordinal);

        Assert.Equal(1, (await Program.RunHereAsync("import", file, "--mapping", Write("bad.yml", "engagement: {cod: '{No}'}"))).Code);
    }

    [EngineFact]
    public async Task The_option_same_merges_two_names_and_differences_of_members_are_listed()
    {
        var file = Write("donors.csv", "id,donor\n1,United States\n2,USA\n");
        var mapping = Write("donors.yml", "# mine\nengagement: {code: \"d-{id}\", title: \"Project {id}\", type: Project}\nparticipants: [{from: \"{donor}\", kind: government-body}]\n");

        var asked = (await Program.RunHereAsync("import", file, "--mapping", mapping, "--dry-run")).Output;
        Assert.Contains("looks like 'United States' (united-states). Check whether they are the same.", asked, StringComparison.Ordinal);
        Assert.Contains("--same usa=united-states", asked, StringComparison.Ordinal);

        Assert.Equal(1, (await Program.RunHereAsync("import", file, "--mapping", mapping, "--same", "usa=israel")).Code);
        Assert.Contains("'USA' is the same as 'United States'.", (await Program.RunHereAsync("import", file, "--mapping", mapping, "--same", "usa=united-states")).Output, StringComparison.Ordinal);
        Assert.StartsWith("# mine\n", File.ReadAllText(mapping), StringComparison.Ordinal);
        Assert.DoesNotContain("looks like", (await Program.RunHereAsync("import", file, "--mapping", mapping)).Output, StringComparison.Ordinal);

        var states = Write("states.yml", "engagement: {code: \"s-{id}\", title: \"Exercise {id}\", type: Exercise}\nparticipants: [{from: \"{donor}\", kind: country}]\n");
        var later = (await Program.RunHereAsync("import", file, "--mapping", states, "--dry-run")).Output;
        Assert.Contains("participant 'united-states', kind: stays 'government-body'; the file says 'country' (2 earlier engagements)", later, StringComparison.Ordinal);
        Assert.Contains("correct_members: true", later, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
