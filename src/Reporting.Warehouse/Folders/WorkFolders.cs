using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Folders;

/// <summary>All folders that the program writes to, and which of them has least room.</summary>
public sealed class WorkFolders(IEnumerable<WorkFolder> folders)
{
    /// <summary>What names the folder of temporary files.</summary>
    public const string Temporary = "TMPDIR";

    public IReadOnlyList<WorkFolder> All { get; } = [.. folders.Where(f => f.IsUsed && f.Path.Length > 0)];

    /// <summary>The problem <c>disk-full</c> with the folder that has least room; others as they are.</summary>
    /// <param name="path">Whether the path is said, or, to callers from afar, only the setting.</param>
    public Problem Explain(Problem problem, bool path)
    {
        if (!problem.Is(ErrorCodes.DiskFull) || problem.Message != DatabaseProblem.Full.Message
            || All.Select(f => (Folder: f, Room: f.Room())).Where(f => f.Room is not null).OrderBy(f => f.Room).FirstOrDefault() is not { Folder: { } folder, Room: { } room })
        {
            return problem;
        }

        var named = path ? $"{folder.Path} ({folder.Setting})" : $"of {folder.Setting}";
        return problem with { Message = $"The disk is full. Least room has the folder {named}: {WorkFolder.Size(room)}.", Hint = $"Make room there. {problem.Hint}" };
    }
}
