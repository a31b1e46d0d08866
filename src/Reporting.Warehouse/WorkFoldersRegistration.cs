using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse;

/// <summary>Registers the folders of the databases and of temporary files. Other features register their own.</summary>
internal static class WorkFoldersRegistration
{
    public static void AddWorkFolders(this IServiceCollection services)
    {
        services.AddSingleton(provider => Of(provider.GetRequiredService<WarehouseConnections>().Today, "Warehouse:ConnectionString"));
        services.AddSingleton(provider => Of(provider.GetRequiredService<OperationsConnections>().Engine, "Warehouse:OperationsConnectionString"));
        services.AddSingleton(provider => new WorkFolder("Editions:Folder", provider.GetRequiredService<EditionFolder>().Path));
        services.AddSingleton(provider => Of(provider.GetRequiredService<BackupSchedule>()));
        services.AddSingleton(_ => new WorkFolder(WorkFolders.Temporary, Path.GetTempPath()));
        services.AddSingleton<WorkFolders>();
    }

    private static WorkFolder Of(BackupSchedule backups) => new(BackupFolder.Setting, backups.Folder ?? string.Empty) { IsUsed = backups.Folder is not null };

    private static WorkFolder Of(IWarehouseEngine engine, string setting) => new(setting, engine.Folder ?? string.Empty) { IsVital = true, IsUsed = engine.Folder is not null };
}
