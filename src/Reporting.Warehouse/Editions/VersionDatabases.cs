using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Editions;

/// <summary>
/// Earlier data versions as databases, rebuilt from what later versions kept (decision 0062). Each is made once, for the first request. It is deleted
/// after some days without a request, or when another version needs its place. With a server there are none.
/// </summary>
public sealed class VersionDatabases(
    WarehouseConnections connections, EditionDatabases databases, EditionFolder folder, Func<IWarehouseEngine, Migrator> migrations, IOptions<EditionOptions> options, TimeProvider time) : IDisposable
{
    // A request ends long before. Its database must not go while it reads.
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(10);

    private const string Making = "making-";

    private readonly SemaphoreSlim _gate = new(1);

    // One version is rebuilt at a time. Openings of those that exist do not wait for it.
    private readonly SemaphoreSlim _rebuilding = new(1);
    private readonly Dictionary<string, FrozenDatabase> _open = new(StringComparer.Ordinal);

    private string Folder => Path.Combine(folder.Path, ".versions");

    /// <summary>The versions that can be rebuilt: from the oldest to the one before today's. Null for none.</summary>
    public async Task<(long Oldest, long Newest)?> RangeAsync(CancellationToken cancellationToken)
    {
        if (databases.Server is not null || options.Value.MaxVersions == 0)
        {
            return null;
        }

        await using var today = await connections.Today.OpenReadAsync(cancellationToken);
        return await RangeAsync(today, cancellationToken);
    }

    /// <summary>Opens a version, and makes its database first if there is none. Problems: <c>version-not-kept</c>, <c>versions-busy</c>, and those of migrations.</summary>
    public async Task<Outcome<FrozenDatabase>> OpenAsync(long version, CancellationToken cancellationToken)
    {
        if (databases.Server is not null || options.Value.MaxVersions == 0)
        {
            return NotKept(version);
        }

        if (await OpenAsync(version, makes: false, cancellationToken) is { } kept)
        {
            return kept;
        }

        // Today's data are not open while it waits: their log could not be emptied for so long.
        await _rebuilding.WaitAsync(cancellationToken);
        try
        {
            // Another request may have made it meanwhile.
            return await OpenAsync(version, makes: true, cancellationToken) ?? NotKept(version);
        }
        finally
        {
            _rebuilding.Release();
        }
    }

    /// <summary>Deletes what was not asked for some days, and what a killed process left.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var oldest = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(options.Value.VersionDays);
            foreach (var old in Kept(string.Empty).Where(d => d.LastWriteTimeUtc < (d.Name.StartsWith(Making, StringComparison.Ordinal) ? time.GetUtcNow().UtcDateTime.AddHours(-1) : oldest)).ToList())
            {
                Delete(old);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        _rebuilding.Dispose();
    }

    // Null if there is none, and it may not make one.
    private async Task<Outcome<FrozenDatabase>?> OpenAsync(long version, bool makes, CancellationToken cancellationToken)
    {
        // One state of today's data, from the look at its history to the end of the copy.
        await using var today = await connections.Today.OpenSnapshotAsync(cancellationToken);
        if (await RangeAsync(today, cancellationToken) is not { } range || version < range.Oldest || version > range.Newest || await NameAsync(version, today, cancellationToken) is not { } name)
        {
            return NotKept(version);
        }

        var kept = await FindAsync(version, name, today, cancellationToken);
        if (kept is not null || !makes)
        {
            return kept;
        }

        if (await MakeRoomAsync(cancellationToken) is { } busy)
        {
            return busy;
        }

        await MakeAsync((int)version, Path.Combine(Folder, name), (SqliteConnection)today, cancellationToken);
        return await FindAsync(version, name, today, cancellationToken);
    }

    private static Problem NotKept(long version) => new(ErrorCodes.VersionNotKept, $"Data version {version} is not kept and cannot be rebuilt.", "Publish an edition to keep a version.");

    private static async Task<(long Oldest, long Newest)?> RangeAsync(DbConnection today, CancellationToken cancellationToken)
    {
        var range = await today.QuerySingleAsync<(long Oldest, long? Newest)>(new CommandDefinition(
            $"SELECT ({ImportHistory.OldestWhole}) AS Oldest, (SELECT MAX(ImportKey) - 1 FROM Import) AS Newest", cancellationToken: cancellationToken));
        return range.Newest is { } newest && newest >= range.Oldest ? (range.Oldest, newest) : null;
    }

    // The same version of a restored backup may be another one, so the name also depends on the import itself. Null for a version that no import made.
    private static async Task<string?> NameAsync(long version, DbConnection today, CancellationToken cancellationToken) =>
        await today.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT ImportedAt || FileHash FROM Import WHERE ImportKey = @version", new { version }, cancellationToken: cancellationToken)) is { } import
            ? $"{version}-{Sha256.Of(import)[..12]}"
            : null;

    private async Task MakeAsync(int version, string path, SqliteConnection today, CancellationToken cancellationToken)
    {
        var making = Path.Combine(Folder, Making + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(making);
        try
        {
            var file = Path.Combine(making, EditionFolder.DatabaseName);
            await Task.Run(() => DatabaseCopy.Make(today, file), cancellationToken);
            await using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString))
            {
                await copy.OpenAsync(cancellationToken);
                await VersionRebuild.ToAsync(version, copy, cancellationToken);
                await copy.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            Directory.Move(making, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // Another process made the same one meanwhile.
        }
        finally
        {
            if (Directory.Exists(making))
            {
                Directory.Delete(making, recursive: true);
            }
        }
    }

    // Null if there is none.
    private async Task<Outcome<FrozenDatabase>?> FindAsync(long version, string name, DbConnection today, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var path = Path.Combine(Folder, name);
            if (!Directory.Exists(path))
            {
                return null;
            }

            Directory.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return await KnownAsync(version, name, today, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    // Null once there is room for one more.
    private async Task<Problem?> MakeRoomAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return MakeRoom();
        }
        finally
        {
            _gate.Release();
        }
    }

    private Problem? MakeRoom()
    {
        var kept = Kept(Making).OrderBy(d => d.LastWriteTimeUtc).ToList();
        foreach (var old in kept.Take(Math.Max(0, kept.Count - options.Value.MaxVersions + 1)))
        {
            if (old.LastWriteTimeUtc > (time.GetUtcNow() - InUse).UtcDateTime)
            {
                return new Problem(
                    ErrorCodes.VersionsBusy, $"{Plural.Of(kept.Count, "earlier data version")} are in use, the most that are kept.", "Try again in some minutes, or raise Editions:MaxVersions.");
            }

            Delete(old);
        }

        return null;
    }

    private IEnumerable<DirectoryInfo> Kept(string without) => Directory.Exists(Folder)
        ? new DirectoryInfo(Folder).EnumerateDirectories().Where(d => without.Length == 0 || !d.Name.StartsWith(without, StringComparison.Ordinal))
        : [];

    private void Delete(DirectoryInfo old)
    {
        if (_open.Remove(old.Name, out var known))
        {
            (known.Engine as SqliteEngine)?.ClearPools();
        }

        old.Delete(recursive: true);
    }

    private async Task<Outcome<FrozenDatabase>> KnownAsync(long version, string name, DbConnection today, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(name, out var known))
        {
            return known;
        }

        var engine = databases.EngineAt(Path.Combine(Folder, name, EditionFolder.DatabaseName));
        if ((await migrations(engine).MigrateAsync(cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var at = await today.QuerySingleAsync<string>(new CommandDefinition("SELECT ImportedAt FROM Import WHERE ImportKey = @version", new { version }, cancellationToken: cancellationToken));
        return _open[name] = new FrozenDatabase(VersionEdition.IdOf(version), DateOnly.FromDateTime(engine.ReadTimestamp(at).UtcDateTime), engine);
    }
}
