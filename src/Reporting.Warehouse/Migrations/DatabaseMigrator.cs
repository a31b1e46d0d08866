using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Migrations;

/// <summary>Both schemas of the product: the star (<c>sql/</c>) and what the service keeps for itself (<c>sql/operations/</c>).</summary>
public sealed class DatabaseMigrator(Migrator star, Migrator operations)
{
    private const string OperationsFolder = "operations/";

    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellationToken = default) =>
    [
        .. await star.StatusAsync(cancellationToken),
        .. (await operations.StatusAsync(cancellationToken)).Select(status => status with { Script = OperationsFolder + status.Script }),
    ];

    /// <summary>Applies what is pending, the star first. Problems: those of <see cref="Migrator"/>.</summary>
    public async Task<Outcome<MigrationResult>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        if (!(await star.MigrateAsync(cancellationToken)).IsValue(out var first, out var problem)
            || !(await operations.MigrateAsync(cancellationToken)).IsValue(out var second, out problem))
        {
            return problem;
        }

        return new MigrationResult([.. first.Applied, .. second.Applied.Select(script => OperationsFolder + script)]);
    }
}
