using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Commands;

/// <summary>The program on the command line. The exit code is 0, or 1 with one line on standard error.</summary>
[Collection(CommandCollection.Name)]
public abstract class CommandLineTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : CommandLineTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CommandLineTests(WarehouseProvider.SqlServer);

    private readonly ITestDatabase _database = TestDatabase.On(engine);

    private ProgramCommand Program => ProgramCommand.Over(_database);

    private string Folder => _database.Folder;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        if (engine == WarehouseProvider.SqlServer)
        {
            // The first command creates the embedded database.
            Assert.Equal(0, (await Program.RunHereAsync("migrate", "--reference-data")).Code);
        }
    }

    public Task DisposeAsync() => _database.DropAsync();

    [EngineFact]
    public async Task The_command_query_prints_the_response_of_the_api()
    {
        var (code, output, _) = await Program.RunAsync("query", "--measures", "engagements", "--by", "year,domain", "--filter", "year=2025", "--filter", "domain=cyber-security", "--totals", "grand");
        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(2, answer.GetProperty("data")[0].GetProperty("engagements").GetInt32());
        Assert.Equal(2, answer.GetProperty("totals").GetProperty("engagements").GetInt32());
    }

    [EngineFact]
    public async Task The_command_query_knows_variants_of_measures()
    {
        var (code, output, _) = await Program.RunAsync("query", "--measures", "people,people.change_pct,headcount.rolling(3)", "--by", "year", "--order", "year");
        Assert.Equal(0, code);
        var rows = JsonDocument.Parse(output).RootElement.GetProperty("data").EnumerateArray().Where(r => r.GetProperty("year").ValueKind == JsonValueKind.Number).ToDictionary(r => r.GetProperty("year").GetInt32());
        var (before, now) = (rows[2024].GetProperty("people").GetDouble(), rows[2025].GetProperty("people").GetDouble());
        Assert.Equal(before == 0 ? JsonValueKind.Null : JsonValueKind.Number, rows[2025].GetProperty("people.change_pct").ValueKind);
        Assert.Equal(before == 0 ? double.NaN : (now - before) / before, before == 0 ? double.NaN : rows[2025].GetProperty("people.change_pct").GetDouble(), 1e-9);
        Assert.True(rows[2025].TryGetProperty("headcount.rolling(3)", out _));
    }

    [EngineTheory]
    [InlineData("'change_pct'", "query", "--measures", "people.change_pc", "--by", "year")]
    [InlineData("name=value", "query", "--filter", "year")]
    [InlineData("'cooperation-by-year-and-domain'", "report", "cooperation-by-year-and-domian")]
    [InlineData("no role 'raeder'", "keys", "create", "--role", "raeder", "--name", "x")]
    [InlineData("90d", "keys", "create", "--role", "reader", "--name", "x", "--expires", "soon")]
    [InlineData("no file", "import", "/nowhere/file.csv")]
    [InlineData("from", "report", "cooperation-by-year-and-domain", "--format", "csv", "--set", "form=2020")]
    public async Task A_mistake_gives_one_line_and_exit_code_1(string hint, params string[] arguments) =>
        IsMistake(hint, await Program.RunHereAsync(arguments));

    [EngineTheory]
    [InlineData("'domain'", "query", "--by", "domian")]
    [InlineData("'query'", "qurey")]
    public async Task A_process_that_fails_gives_one_line_and_exit_code_1(string hint, params string[] arguments) => IsMistake(hint, await Program.RunAsync(arguments));

    [EngineFact]
    public async Task A_report_is_written_completely_under_its_default_or_given_name()
    {
        var path = Path.Combine(Folder, "report.csv");
        Assert.Equal(0, (await Program.RunHereAsync("report", "cooperation-by-year-and-domain", "--format", "csv", "--out", path, "--set", "from=2025")).Code);
        Assert.StartsWith("domain,domain_name,year,", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(Folder, "*.csv*"));
    }

    [EngineFact]
    public async Task Migrating_again_changes_nothing_and_the_status_shows_every_script()
    {
        Assert.Equal(0, (await Program.RunHereAsync("migrate", "--reference-data")).Code);
        var (code, output, _) = await Program.RunHereAsync("migrate", "--reference-data");
        Assert.Equal(0, code);
        Assert.Contains("up to date", output, StringComparison.Ordinal);
        Assert.Contains("17 unchanged", output, StringComparison.Ordinal);
        Assert.Contains("data version 1", output, StringComparison.Ordinal);
        Assert.All((await Program.RunHereAsync("migrate", "--status")).Output.Trim().Split('\n'), line => Assert.Matches("^(Applied|LeftOut +extras/[a-z0-9-]+ .*[a-z])", line));
    }

    [EngineFact]
    public async Task A_dry_run_writes_nothing_and_a_refused_file_is_not_taken()
    {
        var file = Path.Combine(Folder, "more.csv");
        File.WriteAllText(file, "Code,Title,Start,Type\nnew-1,A new meeting,2026-01-02,meeting\n");
        Assert.Contains("1 engagement would be added", (await Program.RunHereAsync("import", file, "--dry-run")).Output, StringComparison.Ordinal);
        Assert.Contains("\"engagements\":17", (await Program.RunAsync("query")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunHereAsync("import", file)).Code);
        Assert.Contains("\"engagements\":18", (await Program.RunAsync("query")).Output, StringComparison.Ordinal);
        File.AppendAllText(file, "new-2,Another,2026-13-02,meeting\n");
        var (code, output, error) = await Program.RunHereAsync("import", file);
        Assert.Equal(1, code);
        Assert.Contains("row 3", output, StringComparison.Ordinal);
        Assert.Contains("nothing", error, StringComparison.Ordinal);
        Assert.Contains("\"engagements\":18", (await Program.RunAsync("query")).Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_key_is_printed_alone_on_the_last_line_and_never_again()
    {
        var (code, output, _) = await Program.RunHereAsync("keys", "create", "--role", "reader", "--role", "importer", "--name", "Night import", "--expires", "90d");
        Assert.Equal(0, code);
        var key = output.TrimEnd('\n').Split('\n')[^1];
        Assert.Matches("^rk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$", key);
        var listed = (await Program.RunHereAsync("keys", "list")).Output;
        Assert.Contains("Night import", listed, StringComparison.Ordinal);
        Assert.Contains("importer,reader", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^43..], listed, StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunHereAsync("keys", "revoke", key.Split('_')[1])).Code);
        Assert.Contains("revoked", (await Program.RunHereAsync("keys", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("keys list", (await Program.RunHereAsync("keys", "revoke", key.Split('_')[1])).Error, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Subscriptions_are_created_changed_shown_and_deleted()
    {
        var (code, output, error) = await Program.RunHereAsync(
            "subscriptions", "create", "--report", "cooperation-by-year-and-domain", "--set", "from=2022", "--to", "asha@example.org", "--format", "csv", "--schedule", "weekly monday 08:00", "--zone", "Asia/Jerusalem",
            "--on-behalf-of", "owner");
        Assert.True(code == 0, error);
        Assert.Equal(5, output.Split("08:00 (UTC").Length - 1);
        var id = output.Trim().Split('\n')[^1].Trim();

        // Omitted properties stay unchanged.
        var changed = await Program.RunHereAsync("subscriptions", "change", id, "--schedule", "weekly friday 09:00", "--lang", "hi");
        Assert.True(changed.Code == 0, changed.Error);
        Assert.Contains("Asia/Jerusalem", changed.Output, StringComparison.Ordinal);
        var preview = (await Program.RunHereAsync("subscriptions", "preview", id)).Output;
        Assert.Contains("To: asha@example.org", preview, StringComparison.Ordinal);
        Assert.Contains("हर शुक्रवार को 09:00 बजे", preview, StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunHereAsync("subscriptions", "pause", id)).Code);
        Assert.Matches($"{id} +paused", (await Program.RunHereAsync("subscriptions", "list")).Output);
        Assert.Equal(0, (await Program.RunHereAsync("subscriptions", "delete", id)).Code);
        Assert.Equal(1, (await Program.RunHereAsync("subscriptions", "show", id)).Code);
    }

    [EngineFact]
    public async Task A_backup_is_restored_by_two_commands_and_names_what_it_leaves_out()
    {
        var folder = Path.Combine(Folder, "backups");
        if (engine == WarehouseProvider.SqlServer)
        {
            var refused = await Program.RunHereAsync("backup", "--out", folder);
            Assert.Equal(1, refused.Code);
            Assert.Contains("SQL Server has its own backups", refused.Error, StringComparison.Ordinal);
            return;
        }

        InstalledFiles.CopyTo(Folder);
        File.Move(Path.Combine(Folder, "reporting.db"), Path.Combine(Folder, "warehouse.db"));
        File.Move(Path.Combine(Folder, "reporting.operations.db"), Path.Combine(Folder, "warehouse.operations.db"));
        var (saved, output, error) = await Program.RunHereAsync("backup", "--out", folder);
        Assert.True(saved == 0, error);
        Assert.Contains(Path.Combine(Folder, "secrets"), output, StringComparison.Ordinal);
        Assert.DoesNotContain(File.ReadAllText(Path.Combine(Folder, "secrets", "key-secret")), File.ReadAllText(Directory.EnumerateFiles(folder, "manifest.json", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);

        File.Delete(Path.Combine(Folder, "secrets", "key-secret"));
        var (restored, told, failed) = await Program.RunHereAsync("restore", "--from", folder, "--replace");
        Assert.True(restored == 0, failed);
        Assert.Matches("Restored data version [0-9]+ of ", told);
        Assert.Contains("The secret of keys here is not the one of the backup", told, StringComparison.Ordinal);
    }

    private static void IsMistake(string hint, (int Code, string Output, string Error) result)
    {
        Assert.Equal(1, result.Code);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Contains(hint, result.Error, StringComparison.OrdinalIgnoreCase);
    }
}
