using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Migrations;

/// <summary>Migrates all schemas: the star (<c>sql/</c>), the service's own tables (<c>sql/operations/</c>) and the extras of the engine.</summary>
public sealed class DatabaseMigrator(Migrator star, Migrator operations, ExtrasMigrator extras)
{
    private const string OperationsFolder = "operations/";
    private const string ExtrasFolder = "extras/";

    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellationToken = default) =>
    [
        .. await star.StatusAsync(cancellationToken),
        .. (await operations.StatusAsync(cancellationToken)).Select(status => status with { Script = OperationsFolder + status.Script }),
        .. (await extras.StatusAsync(cancellationToken)).Select(status => status with { Script = ExtrasFolder + status.Script }),
    ];

    /// <summary>Null when the scripts of both schemas exist; otherwise <c>scripts-missing</c>.</summary>
    public Problem? Check() => star.Check() ?? operations.Check();

    /// <summary>Null when this program knows all the scripts of both schemas; otherwise <c>schema-newer</c>.</summary>
    public Problem? Newer(IEnumerable<string> starScripts, IEnumerable<string> operationsScripts) => star.Newer(starScripts) ?? operations.Newer(operationsScripts);

    /// <summary>Applies pending scripts: the star first, the extras last. Problems: those of <see cref="Migrator"/>.</summary>
    public async Task<Outcome<MigrationResult>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        if (!(await star.MigrateAsync(cancellationToken)).IsValue(out var first, out var problem)
            || !(await operations.MigrateAsync(cancellationToken)).IsValue(out var second, out problem)
            || !(await extras.MigrateAsync(cancellationToken)).IsValue(out var third, out problem))
        {
            return problem;
        }

        return new MigrationResult([.. first.Applied, .. second.Applied.Select(script => OperationsFolder + script), .. third.Applied.Select(script => ExtrasFolder + script)]);
    }
}
