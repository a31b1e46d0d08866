using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Imports;
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
        services.AddSingleton<DataVersionStore>();
        services.AddSingleton<DataVersionWatch>();
        services.AddSingleton<ImportRunner>();
        services.AddSingleton<DemoGenerator>();
        services.AddSingleton(provider => new OperationsConnections(Options(provider), Root(provider)));
        services.AddSingleton(provider =>
        {
            var (time, scripts) = (provider.GetRequiredService<TimeProvider>(), Find(provider, Options(provider).ScriptsFolder));
            return new DatabaseMigrator(
                new Migrator(provider.GetRequiredService<WarehouseConnections>().Engine, time, scripts),
                new Migrator(provider.GetRequiredService<OperationsConnections>().Engine, time, Path.Combine(scripts, "operations"), "OperationsMigration"),
                new ExtrasMigrator(provider.GetRequiredService<WarehouseConnections>().Engine, time, Path.Combine(scripts, "extras")));
        });
        services.AddSingleton(provider => new ReferenceData(
            provider.GetRequiredService<ImportRunner>(), Find(provider, Path.Combine("reports", "reference-data", "engagements.csv"))));
        return services;
    }

    private static WarehouseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<WarehouseOptions>>().Value;

    private static string Root(IServiceProvider provider) => provider.GetRequiredService<IHostEnvironment>().ContentRootPath;

    // A published program may run in another folder: then its own files lie beside it.
    private static string Find(IServiceProvider provider, string path)
    {
        var atRoot = Path.Combine(Root(provider), path);
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !Path.Exists(atRoot) && Path.Exists(beside) ? beside : atRoot;
    }
}
