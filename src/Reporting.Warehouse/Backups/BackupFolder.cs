using System.Globalization;
using Reporting.Warehouse.Folders;

namespace Reporting.Warehouse.Backups;

/// <summary>A folder of backups, each in a folder named by its moment. Only the program's user can read them.</summary>
public static class BackupFolder
{
    /// <summary>The setting of the folder of scheduled backups.</summary>
    internal const string Setting = "Backup:Folder";

    /// <summary>The folder of an unfinished backup ends with it.</summary>
    internal const string Draft = ".partial";

    /// <summary>The finished backups of the folder, the newest first.</summary>
    public static IReadOnlyList<Backup> List(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder).Where(path => !path.EndsWith(Draft, StringComparison.Ordinal))
            .Select(path => (Path: path, Manifest: BackupManifest.Read(path))).Where(found => found.Manifest is not null)
            .Select(found => new Backup(found.Path, found.Manifest!)).OrderByDescending(backup => backup.Manifest.MadeAt).ThenByDescending(backup => backup.Path, StringComparer.Ordinal),
    ];

    /// <summary>The backup in this folder itself, or else the newest one within it.</summary>
    public static Backup? Find(string folder) => BackupManifest.Read(folder) is { } own ? new Backup(folder, own) : List(folder).FirstOrDefault();

    /// <summary>Deletes all but the newest backups, and what a killed one left.</summary>
    public static void Prune(string folder, int keep)
    {
        var old = List(folder).Skip(keep).Select(backup => backup.Path).ToList();
        foreach (var path in old.Concat(Directory.EnumerateDirectories(folder, $"backup-*{Draft}")))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>A path for a new backup, such as backup-20260131T080000Z.</summary>
    internal static string NewPath(string folder, DateTimeOffset at)
    {
        var path = Path.Combine(folder, at.UtcDateTime.ToString("'backup-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? path : $"{path}-{n}").First(candidate => !Directory.Exists(candidate));
    }

    internal static void Create(string path) => new WorkFolder(Setting, path) { Mode = WorkFolder.Private }.Create(path);
}

/// <summary>A finished backup.</summary>
public sealed record Backup(string Path, BackupManifest Manifest)
{
    public long Bytes => Manifest.Files.Sum(file => file.Bytes);
}
