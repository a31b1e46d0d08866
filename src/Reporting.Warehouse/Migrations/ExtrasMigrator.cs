using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Migrations;

/// <summary>
/// Applies the extras (<c>sql/extras/</c>): optional server features that speed up reading and change no result. An unsupported extra is left out
/// with a recorded reason, and every migration checks it again.
/// </summary>
public sealed class ExtrasMigrator(IWarehouseEngine engine, TimeProvider time, string folder)
{
    private const string Table = "ExtraMigration";

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellationToken = default)
    {
        var scripts = ExtraScript.ReadAll(folder, engine.ScriptSuffix);
        if (scripts.Count == 0)
        {
            return [];
        }

        await using var connection = await engine.OpenWriteAsync(cancellationToken);
        var rows = await ReadAsync(connection, null);
        return [.. scripts.Select(script => rows.TryGetValue(script.Name, out var row) ? Status(script, row) : new MigrationStatus(script.Name, MigrationState.Pending, null))];
    }

    /// <summary>Returns the conflict <c>migration-changed</c> when the text of an applied script has changed.</summary>
    public async Task<Outcome<MigrationResult>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        var done = new List<string>();
        foreach (var script in ExtraScript.ReadAll(folder, engine.ScriptSuffix))
        {
            if (!(await ApplyAsync(script, cancellationToken)).IsValue(out var row, out var problem))
            {
                return problem;
            }

            if (row.IsNew)
            {
                done.Add(script.Name);
            }
        }

        return new MigrationResult(done);
    }

    private async Task<Outcome<Row>> ApplyAsync(ExtraScript script, CancellationToken cancellationToken)
    {
        var reason = await UnavailableReasonAsync(script, cancellationToken);
        await using var connection = await engine.OpenWriteAsync(cancellationToken);
        await using var transaction = await engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, Wait, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Create, transaction: transaction, cancellationToken: cancellationToken));
        var before = (await ReadAsync(connection, transaction)).GetValueOrDefault(script.Name);
        if (before is { LeftOut: null })
        {
            return before.Hash == script.Script.Hash ? before : Migrator.Changed(script.Name);
        }

        if (reason is null && !script.IsAlone)
        {
            foreach (var batch in engine.Batches(script.Script.Text))
            {
                await connection.ExecuteAsync(new CommandDefinition(batch, transaction: transaction, commandTimeout: Migrator.MaxSeconds, cancellationToken: cancellationToken));
            }
        }

        var row = new Row { Script = script.Name, Hash = script.Script.Hash, CheckedAt = engine.Timestamp(time.GetUtcNow()), LeftOut = reason, IsNew = reason is null };
        await connection.ExecuteAsync(new CommandDefinition(before is null ? Insert : Update, row, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return row;
    }

    // A script that runs alone may run again, because its row is written afterwards. It must leave existing objects alone.
    private async Task<string?> UnavailableReasonAsync(ExtraScript script, CancellationToken cancellationToken)
    {
        await using (var connection = await engine.OpenWriteAsync(cancellationToken))
        {
            if ((await ReadAsync(connection, null)).GetValueOrDefault(script.Name) is { LeftOut: null })
            {
                return null;
            }

            if (script.Needs is { } extra && await engine.UnavailableReasonAsync(connection, extra, cancellationToken) is { } reason)
            {
                return reason;
            }
        }

        return script.IsAlone ? await engine.RunOutsideTransactionAsync(script.Script.Text, cancellationToken) : null;
    }

    private async Task<Dictionary<string, Row>> ReadAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<int>(engine.CountTable(Table), transaction: transaction) == 0
            ? []
            : (await connection.QueryAsync<Row>($"SELECT Script, Hash, CheckedAt, LeftOut FROM {Table}", transaction: transaction)).ToDictionary(row => row.Script, StringComparer.Ordinal);

    private MigrationStatus Status(ExtraScript script, Row row) => new(
        script.Name,
        row.LeftOut is not null ? MigrationState.LeftOut : row.Hash == script.Script.Hash ? MigrationState.Applied : MigrationState.Changed,
        engine.ReadTimestamp(row.CheckedAt),
        row.LeftOut);

    // Only servers have extras: the embedded engine has no script in this folder and needs no table.
    private const string Create = $"""
        IF OBJECT_ID(N'{Table}', N'U') IS NULL
        CREATE TABLE {Table} (
            Script    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
            Hash      nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
            CheckedAt datetime2(0) NOT NULL,
            LeftOut   nvarchar(400) NULL
        );
        """;

    private const string Insert = $"INSERT INTO {Table} (Script, Hash, CheckedAt, LeftOut) VALUES (@Script, @Hash, @CheckedAt, @LeftOut)";

    private const string Update = $"UPDATE {Table} SET Hash = @Hash, CheckedAt = @CheckedAt, LeftOut = @LeftOut WHERE Script = @Script";

    private sealed class Row
    {
        public string Script { get; init; } = "";

        public string Hash { get; init; } = "";

        public object CheckedAt { get; init; } = "";

        /// <summary>Why the engine cannot use the extra; null when it was applied.</summary>
        public string? LeftOut { get; init; }

        public bool IsNew { get; init; }
    }
}
