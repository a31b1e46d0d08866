using System.Data;
using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Copies;

/// <summary>
/// Copies the star into another, empty database of any engine. One transaction of the target writes and compares everything: a copy that fails,
/// is stopped or differs leaves nothing. The source is read as it was at the start, even if imports go on.
/// </summary>
public sealed class CopyRunner(
    WarehouseConnections source, DatabaseMigrator sourceMigrations, Func<WarehouseOptions, DatabaseMigrator> targetMigrations, string contentRoot, TimeProvider time)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Problems: <c>copy-target-malformed</c>, <c>copy-source-not-migrated</c>, <c>copy-target-away</c>, <c>copy-target-not-empty</c>, <c>copy-other-schema</c>, <c>copy-differs</c>,
    /// <c>warehouse-busy</c>, and those of migrations.
    /// </summary>
    public async Task<Outcome<CopyResult>> RunAsync(CopyRequest request, CancellationToken cancellationToken = default)
    {
        // Only the scripts of the star: operations tables and extras have folders of their own and are not copied.
        var star = (await sourceMigrations.StatusAsync(cancellationToken)).Where(s => !s.Script.Contains('/', StringComparison.Ordinal));
        if (star.FirstOrDefault(s => s.State != MigrationState.Applied) is { } behind)
        {
            return new Problem(ErrorCodes.CopySourceNotMigrated, $"The script {behind.Script} is {behind.State} in the database to be copied.", "Run 'reporting migrate' on it first.");
        }

        if (!Open(request.To).IsValue(out var target, out var malformed))
        {
            return malformed;
        }

        try
        {
            if (request.VerifyOnly && target.IsAbsent)
            {
                return Away("The database to compare with does not exist.");
            }

            if (!request.VerifyOnly && (await targetMigrations(request.To).MigrateAsync(cancellationToken)).Problem is { } problem)
            {
                return problem;
            }

            await using var to = request.VerifyOnly ? await OpenToReadAsync(target, cancellationToken) : await target.OpenWriteAsync(cancellationToken);
            return await RunAsync(request, target, to, cancellationToken);
        }
        catch (TimeoutException busy)
        {
            return new Problem(ErrorCodes.WarehouseBusy, busy.Message, "Wait until the other import or migration has ended and try again.");
        }
        catch (DbException failed)
        {
            return Away(failed.Message);
        }
    }

    private Outcome<WarehouseConnections> Open(WarehouseOptions to)
    {
        try
        {
            return new WarehouseConnections(to, contentRoot);
        }
        catch (ArgumentException malformed)
        {
            return new Problem(
                ErrorCodes.CopyTargetMalformed, $"The connection string of the target database is not valid: {malformed.Message}",
                "For example, write --to \"Server=sql01;Database=Reporting;Integrated Security=true\", or --to \"Data Source=copy.db\" --to-provider Sqlite.");
        }
    }

    private static Problem Away(string why) => new(
        ErrorCodes.CopyTargetAway, $"The databases could not be copied or compared: {why}", "Nothing was changed. Check the connection string, the rights of its login and the space of the database.");

    private async Task<Outcome<CopyResult>> RunAsync(CopyRequest request, WarehouseConnections target, DbConnection to, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var load = request.VerifyOnly ? null : await OpenLoadAsync(target.Engine, to);
        await using var from = await OpenToReadAsync(source, cancellationToken);
        await using var snapshot = await SnapshotAsync(source.Engine, from, cancellationToken);
        await using var transaction = request.VerifyOnly
            ? await SnapshotAsync(target.Engine, to, cancellationToken)
            : await target.Engine.BeginExclusiveAsync(to, ExclusiveWork.Star, Wait, cancellationToken);
        var session = new CopySession(source.Engine, snapshot, target.Engine, transaction, request.Report);
        if (await session.FindOtherColumnsAsync(cancellationToken) is { } table)
        {
            return new Problem(ErrorCodes.CopyOtherSchema, $"The columns of the table {table} differ between source and target.", "Migrate both databases with this version of the program.");
        }

        if (load is not null)
        {
            if (!await session.IsTargetEmptyAsync(cancellationToken))
            {
                return new Problem(
                    ErrorCodes.CopyTargetNotEmpty, "The target database already holds data.",
                    "Name a new, empty database. To compare the two, add --verify-only.");
            }

            request.Report("Copying:");
            await session.CopyAsync(load, cancellationToken);
        }

        request.Report("Comparing counts and checksums by year, all values, and references:");
        if (await session.FindDifferenceAsync(cancellationToken) is { } difference)
        {
            return new Problem(
                ErrorCodes.CopyDiffers, $"The two databases are not equal. {difference}.",
                request.VerifyOnly ? "An import into one of them may be the reason." : "The target was left unchanged. Please report this fault.");
        }

        var version = await to.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COALESCE(MAX(ImportKey), 0) FROM Import", transaction: transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new CopyResult(CopiedTable.All.Count, session.Rows, session.Years, version, time.GetElapsedTime(started)) { Contents = session.Contents };
    }

    private static async Task<ICopyLoad> OpenLoadAsync(IWarehouseEngine engine, DbConnection connection) =>
        engine.Provider == WarehouseProvider.Sqlite ? await SqliteCopyLoad.OpenAsync(engine, connection) : new SqlServerCopyLoad();

    // Reading takes a lock against imports on the server. A read-only replica would not know of that lock.
    private static Task<DbConnection> OpenToReadAsync(WarehouseConnections side, CancellationToken cancellationToken) =>
        side.Provider == WarehouseProvider.Sqlite ? side.OpenReadAsync(cancellationToken) : side.OpenWriteAsync(cancellationToken);

    /// <summary>On SQLite a transaction reads the file as it was when it began. On a server it holds the import lock, so that no import changes the data.</summary>
    private static async Task<DbTransaction> SnapshotAsync(IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken)
    {
        if (engine.Provider != WarehouseProvider.Sqlite)
        {
            return await engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, Wait, cancellationToken);
        }

        var transaction = ((Microsoft.Data.Sqlite.SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        // A deferred transaction begins with its first statement.
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM Import", transaction: transaction, cancellationToken: cancellationToken));
        return transaction;
    }
}

/// <summary>The target of a copy, and whether the two databases are only compared.</summary>
/// <param name="Report">Receives lines of progress.</param>
public sealed record CopyRequest(WarehouseOptions To, bool VerifyOnly, Action<string> Report);

/// <summary>The extent of a finished copy or comparison.</summary>
public sealed record CopyResult(int Tables, long Rows, int Years, long DataVersion, TimeSpan Took)
{
    /// <summary>The rows and a checksum of each table.</summary>
    public IReadOnlyList<CopiedContent> Contents { get; init; } = [];
}

/// <summary>A copied table.</summary>
/// <param name="Checksum">A sum over the values of all rows.</param>
public sealed record CopiedContent(string Table, long Rows, ulong Checksum);
