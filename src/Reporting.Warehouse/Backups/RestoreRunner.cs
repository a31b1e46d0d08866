using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Backups;

/// <summary>Puts a backup in the place of the embedded databases and the editions. The service must not run. Everything is checked before anything changes.</summary>
public sealed class RestoreRunner(WarehouseConnections connections, OperationsConnections operations, EditionFolder editions, DatabaseMigrator migrator)
{
    private const string Draft = ".restoring";

    /// <summary>
    /// Problems: <c>backup-needs-sqlite</c>, <c>backup-missing</c>, <c>backup-damaged</c>, <c>schema-newer</c>, <c>restore-target-exists</c>,
    /// <c>database-in-use</c>, <c>disk-full</c> and <c>folder-unusable</c>.
    /// </summary>
    /// <param name="from">The folder of a backup, or one with several: then the newest is taken.</param>
    public async Task<Outcome<Backup>> RunAsync(string from, bool replace, CancellationToken cancellationToken)
    {
        if (connections.Today is not SqliteEngine { File: { } warehouse } || operations.Engine is not SqliteEngine { File: { } own })
        {
            return BackupRunner.NeedsSqlite;
        }

        if (BackupFolder.Find(from) is not { } backup)
        {
            return new Problem(ErrorCodes.BackupMissing, $"There is no backup in {from}.", $"Name the folder of a backup, which has a {BackupManifest.FileName}, or a folder of backups.");
        }

        if (Unknown(backup.Manifest) is { } unknown)
        {
            return unknown;
        }

        string[] targets = [warehouse, own];
        if (Occupied(targets, replace) is { } occupied)
        {
            return occupied;
        }

        try
        {
            foreach (var file in backup.Manifest.Files)
            {
                if (await CopyAsync(backup, file, DraftOf(file.Path, warehouse, own), cancellationToken) is { } damaged)
                {
                    return damaged;
                }
            }

            foreach (var target in targets)
            {
                // A log of the old file would be read into the new one.
                File.Delete(target + "-wal");
                File.Delete(target + "-shm");
                File.Move(target + Draft, target, overwrite: true);
            }

            Swap(editions.Path);
            return backup;
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is not null)
        {
            return DatabaseProblem.Of(e)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(ErrorCodes.FolderUnusable, $"The backup could not be restored: {e.Message}", "Let the program's user read the backup and write to the folders of the databases and editions. Then restore again.");
        }
        finally
        {
            foreach (var target in targets)
            {
                File.Delete(target + Draft);
            }

            if (Directory.Exists(editions.Path + Draft))
            {
                Directory.Delete(editions.Path + Draft, recursive: true);
            }
        }
    }

    private Problem? Unknown(BackupManifest manifest) =>
        manifest.Format != BackupManifest.CurrentFormat ? new Problem(ErrorCodes.SchemaNewer, $"A newer program has made this backup, in the form {manifest.Format}.", "Restore it with the newer program.")
        : manifest.Files.FirstOrDefault(f => !IsPart(f.Path)) is { } other ? Damaged($"its manifest names {SafeText.Of(other.Path)}, which is no part of a backup")
        : new[] { BackupRunner.Warehouse, BackupRunner.Operations }.Except(manifest.Files.Select(f => f.Path), StringComparer.Ordinal).FirstOrDefault() is { } absent ? Damaged($"it does not hold {absent}")
        : migrator.Newer(manifest.Scripts, manifest.OperationsScripts);

    private static bool IsPart(string path) =>
        path is BackupRunner.Warehouse or BackupRunner.Operations
        || (path.StartsWith(BackupRunner.Editions + "/", StringComparison.Ordinal) && path.Split('/', '\\').All(part => part is not ("" or "." or "..")));

    private Problem? Occupied(IEnumerable<string> targets, bool replace)
    {
        var existing = targets.Where(File.Exists).ToList();
        return !replace && (existing.FirstOrDefault() ?? (editions.Ids().Count > 0 ? editions.Path : null)) is { } occupied
            ? new Problem(ErrorCodes.RestoreTargetExists, $"{occupied} exists already.", "Restore to another place, or replace it: reporting restore --from FOLDER --replace.")
            : existing.FirstOrDefault(DatabaseCopy.IsInUse) is { } used
                ? new Problem(ErrorCodes.DatabaseInUse, $"A program has the database {used} open.", "Stop the service and all other programs that use it. Then restore again.")
                : null;
    }

    private string DraftOf(string path, string warehouse, string own) => path switch
    {
        BackupRunner.Warehouse => warehouse + Draft,
        BackupRunner.Operations => own + Draft,
        _ => Path.Combine(editions.Path + Draft, Path.GetRelativePath(BackupRunner.Editions, path)),
    };

    // Compares while copying, so that what was checked is what is restored.
    private static async Task<Problem?> CopyAsync(Backup backup, BackupFile file, string target, CancellationToken cancellationToken)
    {
        var source = Path.Combine(backup.Path, file.Path);
        if (!File.Exists(source))
        {
            return Damaged($"the file {file.Path} is missing");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using (var from = File.OpenRead(source))
        await using (var to = File.Create(target))
        {
            await from.CopyToAsync(to, cancellationToken);
            to.Flush(flushToDisk: true);
        }

        await using var written = File.OpenRead(target);
        return await Sha256.OfAsync(written, cancellationToken) == file.Sha256 ? null : Damaged($"the file {file.Path} is not the one that was saved");
    }

    // Editions that are not in the backup go, as their lines in the operations database do.
    private static void Swap(string editions)
    {
        Directory.CreateDirectory(editions + Draft);
        if (Directory.Exists(editions))
        {
            Directory.Delete(editions, recursive: true);
        }

        Directory.Move(editions + Draft, editions);
    }

    private static Problem Damaged(string how) => new(ErrorCodes.BackupDamaged, $"The backup is damaged: {how}.", "Nothing was restored. Take another backup.");
}
