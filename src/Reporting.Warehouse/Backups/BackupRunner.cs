using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Backups;

/// <summary>
/// Copies the embedded databases and the editions while the service runs (decision 0058). Both databases are of one moment: while both are opened for
/// reading, no change of the operations database can be committed, so the warehouse as it is read then stands beside exactly that state.
/// </summary>
public sealed class BackupRunner(WarehouseConnections connections, OperationsConnections operations, EditionFolder editions, KeptApart apart, TimeProvider time)
{
    internal const string Warehouse = "warehouse.db";
    internal const string Operations = "operations.db";
    internal const string Editions = "editions";

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Makes a backup in a new folder within this one. Problems: <c>backup-needs-sqlite</c>, <c>edition-unusable</c>, <c>warehouse-busy</c>,
    /// <c>database-damaged</c>, <c>disk-full</c>, <c>folder-unusable</c> and those of databases.
    /// </summary>
    public async Task<Outcome<Backup>> RunAsync(string folder, CancellationToken cancellationToken)
    {
        if (connections.Today is not SqliteEngine { File: not null } || operations.Engine is not SqliteEngine { File: not null })
        {
            return NeedsSqlite;
        }

        if (connections.IsAbsent || operations.Engine.IsAbsent)
        {
            return new Problem(ErrorCodes.DatabaseAway, "There is no database yet, so there is nothing to back up.", "Check Warehouse:ConnectionString, and the folder in which the command runs.");
        }

        var path = BackupFolder.NewPath(folder, time.GetUtcNow());
        var draft = path + BackupFolder.Draft;
        try
        {
            // No edition appears or disappears meanwhile.
            using var quiet = await WaitForEditionsAsync(cancellationToken);
            BackupFolder.Create(draft);
            var made = await MakeAsync(draft, cancellationToken);
            if (!made.IsValue(out var manifest, out var problem))
            {
                return problem;
            }

            manifest.Write(draft);
            Directory.Move(draft, path);
            return new Backup(path, manifest);
        }
        catch (TimeoutException busy)
        {
            return new Problem(ErrorCodes.WarehouseBusy, busy.Message, "Try again in a moment.");
        }
        catch (Exception e) when (IsOfFolder(e))
        {
            return new Problem(ErrorCodes.FolderUnusable, $"The backup could not be written to {folder}: {e.Message}", "Let the program's user write there, or name another folder.");
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is { } problem)
        {
            return problem;
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    // Files are written in the folder of the backup only, so a disk that is read-only is its disk. A full one may also be that of the databases.
    private static bool IsOfFolder(Exception e) => e is UnauthorizedAccessException || (e is IOException && !WorkFolder.IsFull(e));

    internal static readonly Problem NeedsSqlite = new(
        ErrorCodes.BackupNeedsSqlite, "Only embedded databases are backed up and restored by this program.", "SQL Server has its own backups: see docs/operations.md#database-backup.");

    private async Task<Outcome<BackupManifest>> MakeAsync(string draft, CancellationToken cancellationToken)
    {
        var (star, own, at) = await OpenAsync(cancellationToken);
        await using (star)
        await using (own)
        {
            var ids = await ListAsync(own, "Edition", "SELECT EditionId FROM Edition WHERE DeletedAt IS NULL ORDER BY EditionId");
            if (ids.FirstOrDefault(id => !File.Exists(editions.DatabaseOf(id))) is { } missing)
            {
                return new Problem(ErrorCodes.EditionUnusable, $"The database of the edition {missing} is missing.", "Restore the folder of editions, or delete the edition: reporting edition delete.");
            }

            // The driver copies on the calling thread.
            await Task.Run(() => Copy((SqliteConnection)star, (SqliteConnection)own, ids, draft), cancellationToken);
            foreach (var database in Directory.EnumerateFiles(draft, "*.db", SearchOption.AllDirectories))
            {
                if (await Task.Run(() => DatabaseCopy.Finish(database), cancellationToken) is { } damage)
                {
                    return new Problem(ErrorCodes.DatabaseDamaged, $"{Path.GetRelativePath(draft, database)}: {damage}", "Keep the last good backup, and restore it (docs/operations.md#backup).");
                }
            }

            return new BackupManifest
            {
                MadeAt = at,
                DataVersion = await star.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(ImportKey), 0) FROM Import"),
                Scripts = await ListAsync(star, "SchemaMigration", "SELECT Script FROM SchemaMigration ORDER BY Script"),
                OperationsScripts = await ListAsync(own, "OperationsMigration", "SELECT Script FROM OperationsMigration ORDER BY Script"),
                Files = await FilesAsync(draft, cancellationToken),
                KeptApart = apart.Names,
                SecretMark = apart.SecretMark,
            };
        }
    }

    // Holding back writers takes a moment only; the copies are made from what was opened then.
    private async Task<(DbConnection Star, DbConnection Own, DateTimeOffset At)> OpenAsync(CancellationToken cancellationToken)
    {
        await using var writer = await operations.Engine.OpenWriteAsync(cancellationToken);
        await using var holding = await operations.Engine.BeginExclusiveAsync(writer, "Reporting.Backup", Wait, cancellationToken);
        var star = await SnapshotAsync(connections.Today, cancellationToken);
        try
        {
            return (star, await SnapshotAsync(operations.Engine, cancellationToken), time.NowInSeconds());
        }
        catch
        {
            await star.DisposeAsync();
            throw;
        }
    }

    // A transaction sees the state at its first statement.
    private static async Task<DbConnection> SnapshotAsync(IWarehouseEngine engine, CancellationToken cancellationToken)
    {
        var connection = await engine.OpenSnapshotAsync(cancellationToken);
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master");
        return connection;
    }

    private void Copy(SqliteConnection star, SqliteConnection own, IReadOnlyList<string> ids, string draft)
    {
        DatabaseCopy.Make(star, Path.Combine(draft, Warehouse));
        DatabaseCopy.Make(own, Path.Combine(draft, Operations));
        foreach (var id in ids)
        {
            var (from, to) = (editions.Of(id), Path.Combine(draft, Editions, id));
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(editions.DatabaseOf(id), StringComparison.Ordinal)))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            Directory.CreateDirectory(to);
            DatabaseCopy.Make(editions.DatabaseOf(id), Path.Combine(to, Path.GetFileName(editions.DatabaseOf(id))));
        }
    }

    private async Task<IDisposable?> WaitForEditionsAsync(CancellationToken cancellationToken) =>
        !Directory.Exists(editions.Path) ? null
        : await editions.LockAsync(Wait, time, cancellationToken) ?? throw new TimeoutException("An edition is being published or deleted.");

    // A backup before an upgrade may be made by the newer program, which knows more tables.
    private static async Task<IReadOnlyList<string>> ListAsync(DbConnection connection, string table, string sql) =>
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }) == 0 ? [] : [.. await connection.QueryAsync<string>(sql)];

    private static async Task<IReadOnlyList<BackupFile>> FilesAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            files.Add(new BackupFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), file.Length, await Sha256.OfAsync(file, cancellationToken)));
        }

        return files;
    }
}
