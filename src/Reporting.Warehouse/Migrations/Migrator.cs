using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Migrations;

/// <summary>Brings the database up to the scripts in a folder; each script is one transaction, and processes that start together take turns.</summary>
public sealed class Migrator(IWarehouseEngine engine, TimeProvider time, string scriptsFolder, string table = "SchemaMigration")
{
    /// <summary>An index over a large table takes its time.</summary>
    internal const int MaxSeconds = 3600;

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>Every script with its state; a database that is not there yet has them all pending, and stays absent.</summary>
    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellationToken = default)
    {
        var applied = new Dictionary<string, AppliedRow>(StringComparer.Ordinal);
        if (!engine.IsAbsent)
        {
            // Not where questions are asked: a replica may lag.
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
    /// Applies what is pending. Conflict <c>migration-changed</c> when an applied script has another text now: then nothing is applied.
    /// <c>warehouse-busy</c>, <c>database-away</c>, <c>database-timeout</c>: what was applied before stays; migrate again.
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

    internal static Problem Changed(string script) => new(
        ErrorCodes.MigrationChanged,
        $"The script {script} was applied to this database with another text than it has now.",
        "Restore the script as it was and put the change into a new script with the next number.");

    /// <summary>Null where the folder has scripts for the engine; else <c>scripts-missing</c>.</summary>
    public Problem? Check() => Directory.Exists(scriptsFolder) && Scripts().Count > 0 ? null : new(
        ErrorCodes.ScriptsMissing, $"Warehouse:ScriptsFolder: there are no scripts for {engine.Provider} in {Path.GetFullPath(scriptsFolder)}.", "Put the folder sql of this version there.");

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

/// <summary>One script, by its name without the engine (<c>0001-star-schema</c>), and when it was applied; of one left out, when and why.</summary>
public sealed record MigrationStatus(string Script, MigrationState State, DateTimeOffset? AppliedAt, string? Reason = null);

/// <summary>How a migration script stands to the database.</summary>
public enum MigrationState
{
    Applied,
    Pending,

    /// <summary>Applied, but its text is no longer what was applied.</summary>
    Changed,

    /// <summary>Applied by another version of the program; the script is not in the folder.</summary>
    Missing,

    /// <summary>An extra that this engine cannot or need not have; looked at again by every migration.</summary>
    LeftOut,
}
