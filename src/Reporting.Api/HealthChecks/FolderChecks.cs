using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.HealthChecks;

internal sealed class DiskCheck(WorkFolders folders) : IHealthCheck
{
    // Enough for an import or a large export.
    private const long LittleBytes = 500L * 1024 * 1024;

    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        if (folders.Least() is not var (least, free))
        {
            return Task.FromResult(HealthFinding.Well("The system does not report the free space of its disks."));
        }

        var detail = $"The least free space is at {least.Path} ({least.Setting}): {WorkFolder.Size(free)}.";
        var remedy = $"Free space on the disk of {least.Path}, or set {least.Setting} to a folder on another disk.";
        return Task.FromResult(free < WorkFolder.MinFreeBytes ? HealthFinding.Failed(detail, remedy) : free < LittleBytes ? HealthFinding.Warning(detail, remedy) : HealthFinding.Well(detail));
    }
}

internal sealed class FoldersCheck(WorkFolders folders) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        var unusable = folders.All.Select(f => f.Check()).OfType<Problem>().Where(p => p.Is(ErrorCodes.FolderUnusable)).ToList();
        return Task.FromResult(unusable.Count == 0
            ? HealthFinding.Well($"Folders that were written to: {string.Join(", ", folders.All.Select(f => f.Path).Distinct())}.")
            : HealthFinding.Failed(string.Join(" ", unusable.Select(p => p.Message)), unusable[0].Hint));
    }
}
