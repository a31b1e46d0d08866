using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Folders;

/// <summary>All folders that the program writes to. It names the one with the least free space.</summary>
public sealed class WorkFolders(IEnumerable<WorkFolder> folders)
{
    /// <summary>The name of the temporary folder's setting.</summary>
    public const string Temporary = "TMPDIR";

    /// <summary>The setting of the folder of finished files, and the key of its service. Other features may have their own folder in it.</summary>
    public const string Exports = "Exports:Folder";

    /// <summary>The disk is full. <see cref="Explain"/> names the folder.</summary>
    public static readonly Problem Full = new(
        ErrorCodes.DiskFull, "The disk is full.", "Free disk space, then send the request again. /health/ready names the full folder.");

    public static readonly Problem ReadOnly = new(
        ErrorCodes.FolderUnusable, "A folder of the program is on a read-only file system.", "/health/ready names the folder. Make it writable, then send the request again.");

    public IReadOnlyList<WorkFolder> All { get; } = [.. folders.Where(f => f.IsUsed && f.Path.Length > 0)];

    /// <summary>The folder with the least free space; null when the system tells none.</summary>
    public (WorkFolder Folder, long Free)? Least() =>
        All.Select(f => (Folder: f, Free: f.FreeBytes())).Where(f => f.Free is not null).OrderBy(f => f.Free).FirstOrDefault() is { Folder: { } folder, Free: { } free } ? (folder, free) : null;

    /// <summary>Adds the folder with the least free space to the problem <c>disk-full</c>. Other problems stay as they are.</summary>
    /// <param name="path">True to name the path. Remote callers see the setting only.</param>
    public Problem Explain(Problem problem, bool path)
    {
        if (!problem.Is(ErrorCodes.DiskFull) || problem.Message != Full.Message || Least() is not var (folder, free))
        {
            return problem;
        }

        var named = path ? $"{folder.Path} ({folder.Setting})" : $"of {folder.Setting}";
        return problem with { Message = $"The disk is full. The folder {named} has the least free space: {WorkFolder.Size(free)}.", Hint = $"Free disk space there. {problem.Hint}" };
    }
}
