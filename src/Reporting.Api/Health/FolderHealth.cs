using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>Checks that the program's folders are writable and have free space. Results are cached for 2 s.</summary>
internal sealed class FolderHealth(WorkFolders folders, TimeProvider time)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private IReadOnlyList<(WorkFolder Folder, Problem Problem)> _problems = [];
    private long? _checkedAt;

    /// <summary>Returns the folders with problems. The messages contain no path, because the endpoint is public.</summary>
    public IReadOnlyList<(WorkFolder Folder, Problem Problem)> Problems()
    {
        lock (_lock)
        {
            if (_checkedAt is not { } last || time.GetElapsedTime(last) > CacheDuration)
            {
                (_problems, _checkedAt) = ([.. Check()], time.GetTimestamp());
            }

            return _problems;
        }
    }

    private IEnumerable<(WorkFolder, Problem)> Check()
    {
        foreach (var folder in folders.All)
        {
            if (folder.Check() is { } problem)
            {
                var how = problem.Is(ErrorCodes.DiskFull) ? $"has too little space: {WorkFolder.Size(folder.FreeBytes() ?? 0)} are free" : "cannot be written";
                yield return (folder, problem with { Message = $"The folder of {folder.Setting} {how}." });
            }
        }
    }
}
