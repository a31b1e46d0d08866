using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Migrations;

/// <summary>Applies the pending scripts of a folder, each in one transaction. Processes that start together wait for each other.</summary>
public sealed class Migrator(IWarehouseEngine engine, TimeProvider time, string scriptsFolder, string table = "SchemaMigration")
{
    /// <summary>The time limit of a script: an index over a large table is slow.</summary>
    internal const int MaxSeconds = 3600;

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>Every script with its state. For a missing database all scripts are pending, and the database is not created.</summary>
    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellationToken = default)
    {
        var applied = new Dictionary<string, AppliedRow>(StringComparer.Ordinal);
        if (!engine.IsAbsent)
        {
            // Reads from the primary: a replica may lag.
            await using var connection = await engine.OpenWriteAsync(cancellationToken);
            applied = await ReadAppliedAsync(connection, null);
        }

        var scripts = Scripts();
        var known = scripts.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. scripts.Select(script => applied.TryGetValue(script.Name, out var row)
                ? new MigrationStatus(script.Name, row.Hash == script.Hash ? MigrationState.Applied : MigrationState.Changed, At(row))
                : new MigrationStatus(script.Name, MigrationState.Pending, null)),
            .. applied.Values.Where(row => !known.Contains(row.Script)).OrderBy(row => row.Script, StringComparer.Ordinal)
                .Select(row => new MigrationStatus(row.Script, MigrationState.Missing, At(row))),
        ];
    }

    /// <summary>
    /// Applies pending scripts. Two problems apply nothing: <c>migration-changed</c>, the text of an applied script has changed, and <c>schema-newer</c>, a newer
    /// program has migrated this database.
    /// After <c>warehouse-busy</c>, <c>database-away</c> or <c>database-timeout</c> the scripts already applied stay; migrate again.
    /// </summary>
    public async Task<Outcome<MigrationResult>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await ApplyPendingAsync(cancellationToken);
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is not null)
        {
            return DatabaseProblem.Of(e)!;
        }
    }

    private async Task<Outcome<MigrationResult>> ApplyPendingAsync(CancellationToken cancellationToken)
    {
        var done = new List<string>();
        await using var connection = await engine.OpenWriteAsync(cancellationToken);
        var scripts = Scripts();
        try
        {
            while (true)
            {
                await using var transaction = await engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, Wait, cancellationToken);
                await connection.ExecuteAsync(engine.CreateMigrationTable(table), transaction: transaction);
                var applied = await ReadAppliedAsync(connection, transaction);
                if (scripts.FirstOrDefault(s => applied.TryGetValue(s.Name, out var row) && row.Hash != s.Hash) is { } changed)
                {
                    return Changed(changed.Name);
                }

                if (Newer(applied.Keys, scripts) is { } newer)
                {
                    return newer;
                }

                if (scripts.FirstOrDefault(s => !applied.ContainsKey(s.Name)) is not { } next)
                {
                    await transaction.CommitAsync(cancellationToken);
                    return new MigrationResult(done);
                }

                await ApplyAsync(connection, transaction, next, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                done.Add(next.Name);
            }
        }
        catch (TimeoutException busy)
        {
            return new Problem(ErrorCodes.WarehouseBusy, busy.Message, "Wait until the other import or migration has ended and try again.");
        }
    }

    /// <summary>Null when this program knows all the scripts; otherwise <c>schema-newer</c>.</summary>
    public Problem? Newer(IEnumerable<string> applied) => Newer(applied, Scripts());

    private static Problem? Newer(IEnumerable<string> applied, IReadOnlyList<MigrationScript> known) =>
        applied.Except(known.Select(s => s.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is not { Count: > 0 } unknown ? null : new Problem(
            ErrorCodes.SchemaNewer,
            $"A newer program has changed the database by {string.Join(", ", unknown)}.",
            "Run the newer program, or restore a backup that this one can read.");

    internal static Problem Changed(string script) => new(
        ErrorCodes.MigrationChanged,
        $"The script {script} has changed since it was applied to this database.",
        "Restore the script and put the change into a new script with the next number.");

    /// <summary>Null when the folder has scripts for the engine; otherwise <c>scripts-missing</c>.</summary>
    public Problem? Check() => Directory.Exists(scriptsFolder) && Scripts().Count > 0 ? null : new(
        ErrorCodes.ScriptsMissing, $"Warehouse:ScriptsFolder: there are no scripts for {engine.Provider} in {Path.GetFullPath(scriptsFolder)}.", "Copy the sql folder of this version there.");

    private async Task<Dictionary<string, AppliedRow>> ReadRowsAsync(DbConnection connection, DbTransaction? transaction) =>
        (await connection.QueryAsync<AppliedRow>($"SELECT Script, Hash, AppliedAt FROM {table}", transaction: transaction))
            .ToDictionary(row => row.Script, StringComparer.Ordinal);

    private async Task<Dictionary<string, AppliedRow>> ReadAppliedAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<int>(engine.CountTable(table), transaction: transaction) == 0
            ? new Dictionary<string, AppliedRow>(StringComparer.Ordinal)
            : await ReadRowsAsync(connection, transaction);

    private async Task ApplyAsync(DbConnection connection, DbTransaction transaction, MigrationScript script, CancellationToken cancellationToken)
    {
        foreach (var batch in engine.Batches(script.Text))
        {
            await connection.ExecuteAsync(new CommandDefinition(batch, transaction: transaction, commandTimeout: MaxSeconds, cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(
            $"INSERT INTO {table} (Script, Hash, AppliedAt) VALUES (@Script, @Hash, @AppliedAt)",
            new { Script = script.Name, script.Hash, AppliedAt = engine.Timestamp(time.GetUtcNow()) },
            transaction);
    }

    private IReadOnlyList<MigrationScript> Scripts() => MigrationScript.ReadAll(scriptsFolder, engine.ScriptSuffix);

    private DateTimeOffset At(AppliedRow row) => engine.ReadTimestamp(row.AppliedAt);

    private sealed class AppliedRow
    {
        public string Script { get; init; } = "";

        public string Hash { get; init; } = "";

        public object AppliedAt { get; init; } = "";
    }
}

/// <summary>The scripts that this run applied, in order; empty when the database was up to date.</summary>
public sealed record MigrationResult(IReadOnlyList<string> Applied);

/// <summary>A script by its name without the engine (<c>0001-star-schema</c>), its state, and when it was applied. An extra that was left out has a reason.</summary>
public sealed record MigrationStatus(string Script, MigrationState State, DateTimeOffset? AppliedAt, string? Reason = null);

/// <summary>The state of a migration script in the database.</summary>
public enum MigrationState
{
    Applied,
    Pending,

    /// <summary>Applied, but the text has changed since.</summary>
    Changed,

    /// <summary>Applied by another version of the program. The folder has no such script.</summary>
    Missing,

    /// <summary>An extra that this server cannot use or does not need. Every migration checks it again.</summary>
    LeftOut,
}
