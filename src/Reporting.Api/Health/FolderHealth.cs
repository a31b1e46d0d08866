using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>Whether the program's folders can be written and have room; looked at anew every other second at most, however often it is asked.</summary>
internal sealed class FolderHealth(WorkFolders folders, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private IReadOnlyList<(WorkFolder Folder, Problem Problem)> _unwell = [];
    private long? _lookedAt;

    /// <summary>The folders that are unwell. No path is told: anybody may ask.</summary>
    public IReadOnlyList<(WorkFolder Folder, Problem Problem)> Unwell()
    {
        lock (_lock)
        {
            if (_lookedAt is not { } last || time.GetElapsedTime(last) > Kept)
            {
                (_unwell, _lookedAt) = ([.. Look()], time.GetTimestamp());
            }

            return _unwell;
        }
    }

    private IEnumerable<(WorkFolder, Problem)> Look()
    {
        foreach (var folder in folders.All)
        {
            if (folder.Check() is { } problem)
            {
                var how = problem.Code == "disk-full" ? $"has no room: {WorkFolder.Size(folder.FreeBytes() ?? 0)} are free" : "cannot be written";
                yield return (folder, problem with { Message = $"The folder of {folder.Setting} {how}." });
            }
        }
    }
}
