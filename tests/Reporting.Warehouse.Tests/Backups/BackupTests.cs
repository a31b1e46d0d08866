using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Backups;

/// <summary>Backups are made while the warehouse is written and asked, and restored in another place. REPORTING_DEEP=1 asks 500 questions.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private const string Edition = "2025-final";

    private readonly string _out = Directory.CreateTempSubdirectory("reporting-backups-").FullName;
    private TestWarehouse _warehouse = null!;
    private OperationsConnections _operations = null!;

    public async Task InitializeAsync()
    {
        _warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(58)).Next(20, 26));
        _operations = await OperationsOfAsync(_warehouse);
    }

    public async Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _warehouse.DisposeAsync();
        TestFolder.Delete(_out);
    }

    [Fact]
    public async Task Backups_under_load_are_of_one_moment_and_a_restored_one_gives_equal_answers()
    {
        await PublishAsync();
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(Task.Run(() => WriteAsync(stop.Token)), Task.Run(() => AskAsync(stop.Token)));
        Backup last = null!;
        for (var i = 0; i < (TestRun.IsDeep ? 30 : 3) || (last.Manifest.DataVersion == 1 && i < 300); i++)
        {
            last = await BackUpAsync();

            // A line of the trail is written after its import. One import at most has none yet.
            using var trail = new SqliteConnection($"Data Source={Path.Combine(last.Path, "operations.db")};Mode=ReadOnly;Pooling=false");
            var recorded = trail.ExecuteScalar<long?>("SELECT MAX(DataVersion) FROM AuditEntry") ?? 1;
            Assert.InRange(last.Manifest.DataVersion - recorded, 0, 1);
        }

        await stop.CancelAsync();
        await load;
        Assert.True(last.Manifest.DataVersion > 1, "Nothing was imported meanwhile.");

        await using var restored = await TestWarehouse.UnmigratedAsync();
        Assert.Equal(last.Path, (await RestoreAsync(_out, restored)).Value?.Path);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(EditionsOf(_warehouse).ReportsOf(Edition), "model.yml")), File.ReadAllBytes(Path.Combine(EditionsOf(restored).ReportsOf(Edition), "model.yml")));
        Assert.True(File.Exists(EditionsOf(restored).DatabaseOf(Edition)));

        // The expected data are made anew: the same engagements, and as many of the imports.
        await using var expected = await TestWarehouse.CreateAsync(_warehouse.Data);
        for (var version = 2; version <= last.Manifest.DataVersion; version++)
        {
            await expected.ImportAsync(FileOf(version));
        }

        var queries = new RandomQueries(new Random(59), _warehouse.Data, _warehouse.Model);
        var answered = 0;
        for (var i = 0; i < (TestRun.IsDeep ? 500 : 12); i++)
        {
            var (query, scope) = (queries.Next(), queries.Scope());
            var (one, other) = (await expected.AskAsync(query, scope), await restored.AskAsync(query, scope));
            Assert.Equal(one.Problem?.Code, other.Problem?.Code);
            Assert.Equal(JsonSerializer.Serialize(one.Value?.Rows), JsonSerializer.Serialize(other.Value?.Rows));
            Assert.Equal(JsonSerializer.Serialize(one.Value?.Grand), JsonSerializer.Serialize(other.Value?.Grand));
            answered += one.Problem is null ? 1 : 0;
        }

        Assert.True(answered > 4, $"{answered} answers");
    }

    [Fact]
    public async Task A_restore_changes_nothing_unless_the_backup_is_whole_known_and_its_place_is_free()
    {
        var backup = await BackUpAsync();
        Assert.Equal("restore-target-exists", (await RestoreAsync(_out, _warehouse)).Problem?.Code);
        Assert.Equal("backup-missing", (await RestoreAsync(Path.Combine(_out, "elsewhere"), _warehouse)).Problem?.Code);

        // The service runs.
        await using (await _warehouse.Connections.OpenReadAsync())
        {
            Assert.Equal("database-in-use", (await RestoreAsync(_out, _warehouse, replace: true)).Problem?.Code);
        }

        (backup.Manifest with { Scripts = [.. backup.Manifest.Scripts, "9999-later"] }).Write(backup.Path);
        var newer = (await RestoreAsync(_out, _warehouse, replace: true)).Problem;
        Assert.Equal("schema-newer", newer?.Code);
        Assert.Contains("9999-later", newer!.Message, StringComparison.Ordinal);

        foreach (var path in new[] { "../warehouse.db", "other.txt", "editions/../../x" })
        {
            (backup.Manifest with { Files = [.. backup.Manifest.Files, new BackupFile(path, 1, "00")] }).Write(backup.Path);
            Assert.Equal("backup-damaged", (await RestoreAsync(_out, _warehouse, replace: true)).Problem?.Code);
        }

        backup.Manifest.Write(backup.Path);
        using (var changed = File.OpenWrite(Path.Combine(backup.Path, "operations.db")))
        {
            changed.Position = changed.Length - 1;
            changed.WriteByte(1);
        }

        Assert.Equal("backup-damaged", (await RestoreAsync(_out, _warehouse, replace: true)).Problem?.Code);
        Assert.Equal(["1"], await _warehouse.RowsAsync("SELECT MAX(ImportKey) FROM Import"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_warehouse.Folder, "*.restoring"));
    }

    [Fact]
    public async Task A_restored_backup_replaces_what_came_later_and_a_damaged_database()
    {
        await PublishAsync();
        await BackUpAsync();
        await _warehouse.ImportAsync(FileOf(2));
        Directory.CreateDirectory(EditionsOf(_warehouse).Of("2026-final"));
        SqliteConnection.ClearAllPools();
        File.WriteAllText(Path.Combine(_warehouse.Folder, "warehouse.operations.db"), "This is no database.");

        Assert.Null((await RestoreAsync(_out, _warehouse, replace: true)).Problem);

        Assert.Equal(["1"], await _warehouse.RowsAsync("SELECT MAX(ImportKey) FROM Import"));
        Assert.Equal([Edition], EditionsOf(_warehouse).Ids());
        Assert.NotNull(await new EditionStore(_operations).FindAsync(Edition, CancellationToken.None));
    }

    [Fact]
    public async Task A_damaged_database_is_not_saved_and_its_unfinished_backup_goes()
    {
        // The last page is that of some index.
        var file = Path.Combine(_warehouse.Folder, "warehouse.db");
        await _warehouse.Connections.Engine.EmptyLogAsync(0);
        SqliteConnection.ClearAllPools();
        using (var database = File.OpenWrite(file))
        {
            database.Position = database.Length - 4096;
            database.Write(new byte[4096]);
        }

        Assert.Equal("database-damaged", (await RunnerOf(_warehouse, _operations).RunAsync(_out, CancellationToken.None)).Problem?.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_out));
    }

    [Fact]
    public async Task The_manifest_names_what_is_kept_apart_and_only_the_newest_backups_stay()
    {
        var schedule = new BackupSchedule(_out, new BackupOptions { EveryHours = 6, Keep = 2 });
        Assert.Equal(TimeSpan.Zero, schedule.UntilDue(TimeProvider.System.GetUtcNow()));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["a secret"], (await BackUpAsync()).Manifest.KeptApart);
        }

        Directory.CreateDirectory(Path.Combine(_out, "backup-20260101T000000Z.partial"));
        BackupFolder.Prune(_out, schedule.Keep);

        Assert.Equal(2, Directory.EnumerateFileSystemEntries(_out).Count());
        var last = schedule.Last()!.Value;
        Assert.Equal(TimeSpan.FromHours(5), schedule.UntilDue(last + TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.Zero, schedule.UntilDue(last - TimeSpan.FromHours(1)));
        Assert.Equal(2, BackupFolder.List(_out).Select(b => b.Path).Distinct().Count());
    }

    private static string FileOf(int version) =>
        $"Code,Title,Start,Type,Domain,Participant,ParticipantKind,ParticipantCountry,Headcount\nnew-{version},New {version},20{version % 20 + 10:00}-05,visit,cyber,new-{version},person,IN,{version}\n";

    private async Task WriteAsync(CancellationToken stop)
    {
        var trail = new AuditStore(_operations);
        for (var version = 2; !stop.IsCancellationRequested; version++)
        {
            var imported = await _warehouse.ImportAsync(FileOf(version));
            await trail.AddAsync([new AuditEntry(TimeProvider.System.GetUtcNow(), "anna", "importer", AuditAction.Import, "import") { DataVersion = imported.DataVersion }], CancellationToken.None);
        }
    }

    private async Task AskAsync(CancellationToken stop)
    {
        for (var queries = new RandomQueries(new Random(60), _warehouse.Data, _warehouse.Model); !stop.IsCancellationRequested;)
        {
            await _warehouse.AskAsync(queries.Next(), queries.Scope());
        }
    }

    private async Task PublishAsync()
    {
        var folder = EditionsOf(_warehouse);
        Directory.CreateDirectory(folder.ReportsOf(Edition));
        File.WriteAllText(Path.Combine(folder.ReportsOf(Edition), "model.yml"), "a model");
        DatabaseCopy.Make(Path.Combine(_warehouse.Folder, "warehouse.db"), folder.DatabaseOf(Edition));
        await new EditionStore(_operations).AddAsync(
            new Edition { Id = Edition, IsFinal = true, Note = "", Maker = "anna", MadeAt = TimeProvider.System.GetUtcNow(), DataVersion = 1, Engagements = 1, Bytes = 1, Tables = [], Reports = new Dictionary<string, string>() }, CancellationToken.None);
    }

    private async Task<Backup> BackUpAsync()
    {
        var made = await RunnerOf(_warehouse, _operations).RunAsync(_out, CancellationToken.None);
        return made.IsValue(out var backup, out var problem) ? backup : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }

    private static BackupRunner RunnerOf(TestWarehouse warehouse, OperationsConnections operations) =>
        new(warehouse.Connections, operations, EditionsOf(warehouse), new KeptApart(["a secret"], null), TimeProvider.System);

    private static Task<Outcome<Backup>> RestoreAsync(string from, TestWarehouse to, bool replace = false)
    {
        SqliteConnection.ClearAllPools();
        var operations = new OperationsConnections(to.Options, to.Folder);
        var migrator = new DatabaseMigrator(to.Migrator(), OwnMigrator(to, operations), new ExtrasMigrator(to.Connections.Engine, to.Clock, Path.Combine(TestWarehouse.Scripts, "extras")));
        return new RestoreRunner(to.Connections, operations, EditionsOf(to), migrator).RunAsync(from, replace, CancellationToken.None);
    }

    private static async Task<OperationsConnections> OperationsOfAsync(TestWarehouse warehouse)
    {
        var operations = new OperationsConnections(warehouse.Options, warehouse.Folder);
        Assert.Null((await OwnMigrator(warehouse, operations).MigrateAsync()).Problem);
        return operations;
    }

    private static Migrator OwnMigrator(TestWarehouse warehouse, OperationsConnections operations) =>
        new(operations.Engine, warehouse.Clock, Path.Combine(TestWarehouse.Scripts, "operations"), "OperationsMigration");

    private static EditionFolder EditionsOf(TestWarehouse warehouse) => new(Path.Combine(warehouse.Folder, "editions"));
}
