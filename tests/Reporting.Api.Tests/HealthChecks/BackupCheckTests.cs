using Reporting.Api.HealthChecks;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.HealthChecks;

/// <summary>The check of the age of backups, which reads their manifests only.</summary>
public sealed class BackupCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new FixedClock().GetUtcNow();

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-backup-check-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Theory]
    [InlineData(null, "Warning", "no backup")]
    [InlineData(11, "Well", "last backup")]
    [InlineData(13, "Failed", "last backup")]
    public async Task Backups_are_missing_recent_or_too_old(int? hours, string state, string detail)
    {
        if (hours is { } age)
        {
            var path = Directory.CreateDirectory(Path.Combine(_folder, "backup-1")).FullName;
            new BackupManifest { MadeAt = Now.AddHours(-age), DataVersion = 1, Scripts = [], OperationsScripts = [], Files = [], KeptApart = [] }.Write(path);
        }

        var finding = await FindAsync(_folder);
        Assert.Equal(state, finding.State.ToString());
        Assert.Contains(detail, finding.Detail, StringComparison.Ordinal);
        Assert.Equal(state == "Well", finding.Remedy is null);
    }

    [Fact]
    public async Task A_service_without_scheduled_backups_is_warned()
    {
        var finding = await FindAsync(null);
        Assert.Equal(HealthState.Warning, finding.State);
        Assert.Contains("Backup:Folder", finding.Remedy, StringComparison.Ordinal);
    }

    private static async Task<HealthFinding> FindAsync(string? folder)
    {
        using var connections = new WarehouseConnections(new WarehouseOptions(), "/");
        return await new BackupCheck(new BackupSchedule(folder, new BackupOptions { EveryHours = 6 }), connections, new FixedClock()).RunAsync(CancellationToken.None);
    }
}
