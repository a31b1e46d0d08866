using Reporting.Api.Health;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Migrations;

namespace Reporting.Api.HealthChecks;

internal sealed class DatabaseCheck(ServiceHealth health, InstalledWarehouse installed, WarehouseConnections connections) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        if (connections.IsAbsent)
        {
            return HealthFinding.Warning("The embedded database does not exist yet.", "Run: reporting serve");
        }

        if (await installed.CheckAsync(cancellationToken) is { } unusable)
        {
            return HealthFinding.Failed(unusable);
        }

        var (version, problem) = await health.ReadAsync(cancellationToken);
        return problem is null
            ? HealthFinding.Well($"{connections.Provider}, data version {version}.")
            : HealthFinding.Failed(problem.Message, $"{problem.Hint} The setting is Warehouse:ConnectionString.");
    }
}

internal sealed class MigrationsCheck(DatabaseMigrator migrator, WarehouseConnections connections) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        if (migrator.Check() is { } missing)
        {
            return HealthFinding.Failed(missing);
        }

        var scripts = await migrator.StatusAsync(cancellationToken);
        string Names(MigrationState state) => string.Join(", ", scripts.Where(s => s.State == state).Select(s => s.Script));
        if (Names(MigrationState.Changed) is { Length: > 0 } changed)
        {
            return HealthFinding.Failed($"Scripts have changed since they were applied: {changed}.", "Restore the folder sql of this version (Warehouse:ScriptsFolder).");
        }

        if (Names(MigrationState.Missing) is { Length: > 0 } unknown)
        {
            return HealthFinding.Failed($"A newer program has changed the database: {unknown}.", "Run the newer program, or restore a backup of the database.");
        }

        if (Names(MigrationState.Pending) is not { Length: > 0 } pending)
        {
            return HealthFinding.Well($"Scripts that are applied: {scripts.Count(s => s.State == MigrationState.Applied)}.");
        }

        return connections.Provider == WarehouseProvider.Sqlite
            ? HealthFinding.Warning($"Scripts that are not applied yet: {pending}.", "Run: reporting migrate. 'reporting serve' applies them too.")
            : HealthFinding.Failed($"Scripts that are not applied: {pending}.", "Run: reporting migrate");
    }
}
