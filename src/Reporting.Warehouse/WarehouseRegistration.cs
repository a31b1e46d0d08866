using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Pending;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse;

/// <summary>Registers the warehouse: connections, migrations, imports.</summary>
public static class WarehouseRegistration
{
    public static IServiceCollection AddWarehouse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WarehouseOptions>().Bind(configuration.GetSection(WarehouseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new WarehouseConnections(Options(provider), Root(provider)));
        services.AddWorkFolders();
        services.AddSingleton<DataVersionStore>();
        services.AddSingleton(provider => MappingCatalog.Read(Find(provider, Path.Combine("reports", "mappings"))));
        services.AddSingleton<ImportRunner>();
        services.AddSingleton<CountryList>();
        services.AddImportQueue();
        services.AddPendingImports();
        services.AddSingleton<DemoGenerator>();
        services.AddSingleton(provider => new OperationsConnections(Options(provider), Root(provider)));
        services.AddSingleton<KeyStore>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<VisitStore>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        services.AddSingleton(provider => Migrations(
            provider, provider.GetRequiredService<WarehouseConnections>().Today, provider.GetRequiredService<OperationsConnections>().Engine));
        services.AddSingleton(provider => new CopyRunner(
            provider.GetRequiredService<WarehouseConnections>(),
            provider.GetRequiredService<DatabaseMigrator>(),
            options => Migrations(provider, new WarehouseConnections(options, Root(provider)).Engine, new OperationsConnections(options, Root(provider)).Engine),
            Root(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<EditionOptions>().BindConfiguration(EditionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EditionStore>();
        services.AddSingleton(provider => new EditionFolder(Path.GetFullPath(
            provider.GetRequiredService<IOptions<EditionOptions>>().Value.Folder ?? Options(provider).DefaultEditionsFolder(), Path.GetFullPath(Root(provider)))));
        services.AddSingleton(provider => new EditionDatabases(
            provider.GetRequiredService<WarehouseConnections>(), Options(provider), Root(provider), provider.GetRequiredService<EditionFolder>(),
            engine => new Migrator(engine, provider.GetRequiredService<TimeProvider>(), Find(provider, Options(provider).ScriptsFolder))));
        services.AddSingleton<EditionCopy>();
        services.AddSingleton(provider => new VersionDatabases(
            provider.GetRequiredService<WarehouseConnections>(), provider.GetRequiredService<EditionDatabases>(), provider.GetRequiredService<EditionFolder>(),
            engine => new Migrator(engine, provider.GetRequiredService<TimeProvider>(), Find(provider, Options(provider).ScriptsFolder)),
            provider.GetRequiredService<IOptions<EditionOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var backups = provider.GetRequiredService<IOptions<BackupOptions>>().Value;
            return new BackupSchedule(backups.Folder is { } folder ? Path.GetFullPath(folder, Path.GetFullPath(Root(provider))) : null, backups);
        });
        services.TryAddSingleton(new KeptApart([], null));
        services.AddSingleton<BackupRunner>();
        services.AddSingleton<RestoreRunner>();
        services.AddHostedService<BackupWorker>();
        services.AddSingleton(provider => new ReferenceData(
            provider.GetRequiredService<ImportRunner>(), Find(provider, Path.Combine("reports", "reference-data", "engagements.csv"))));
        return services;
    }

    private static DatabaseMigrator Migrations(IServiceProvider provider, IWarehouseEngine star, IWarehouseEngine operations)
    {
        var (time, scripts) = (provider.GetRequiredService<TimeProvider>(), Find(provider, Options(provider).ScriptsFolder));
        return new DatabaseMigrator(
            new Migrator(star, time, scripts),
            new Migrator(operations, time, Path.Combine(scripts, "operations"), "OperationsMigration"),
            new ExtrasMigrator(star, time, Path.Combine(scripts, "extras")));
    }

    private static WarehouseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<WarehouseOptions>>().Value;

    private static string Root(IServiceProvider provider) => provider.GetRequiredService<IHostEnvironment>().ContentRootPath;

    // A published program may start in another folder. Its own files then lie beside it.
    private static string Find(IServiceProvider provider, string path)
    {
        var atRoot = Path.Combine(Root(provider), path);
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !Path.Exists(atRoot) && Path.Exists(beside) ? beside : atRoot;
    }
}
