using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The rows behind the figures, engagement × domain with its weight, as a stream in constant memory: the sum of the
/// weights is the question's allocated engagements. It holds a connection: dispose of it.
/// </summary>
public sealed class DataRows : IAsyncDisposable
{
    private const decimal PartsOfCents = 2520m * 100m;

    private readonly DataRowsSql statements;
    private readonly DbConnection connection;
    private readonly IWarehouseEngine engine;
    private readonly DataVersionStore versions;

    private DataRows(DataRowsSql statements, DbConnection connection, IWarehouseEngine engine, DataVersionStore versions, DataVersion version, long count)
    {
        this.statements = statements;
        this.connection = connection;
        this.engine = engine;
        this.versions = versions;
        Version = version;
        Count = count;
    }

    public DataVersion Version { get; }

    /// <summary>How many rows there will be, counted by the database before the first is read.</summary>
    public long Count { get; }

    /// <summary>What the rows are filtered by, in words.</summary>
    public required string Filters { get; init; }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    internal static async Task<DataRows> OpenAsync(
        QueryPlan plan, string? search, SqlDialect dialect, DbConnection connection, IWarehouseEngine engine, DataVersionStore versions, DataVersion version, CancellationToken cancellationToken)
    {
        var sql = new DataRowsSql(plan, dialect);
        await using var count = sql.Count().ToCommand(connection);
        var rows = Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        return new DataRows(sql, connection, engine, versions, version, rows) { Filters = QueryWords.Filters(plan, search) };
    }

    /// <summary>
    /// Each row in the order of the columns of a Data sheet: code, title, start (<see cref="StatedDate"/>) and start as stated, year,
    /// domain group, domain code, domain, weight (fraction of 1), type, category, country of the place, countries and participants
    /// (names joined), allocated amount in US dollars; null for what is not known. Read once;
    /// cancelling stops the statement. An import that moves the data meanwhile ends it with a <see cref="DataMovedException"/>.
    /// </summary>
    public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stop = engine.StopOn(connection, cancellationToken);
        var beside = await engine.OpenBesideAsync(connection, cancellationToken);
        try
        {
            var names = await DataNames.ReadAsync(connection, cancellationToken);
            await using var linkCommand = Streaming(statements.Links(), connection);
            await using var lineCommand = Streaming(statements.Lines(), beside);
            var read = 0L;
            await using (var lineReader = await lineCommand.ExecuteReaderAsync(cancellationToken))
            await using (var links = await linkCommand.ExecuteReaderAsync(cancellationToken))
            {
                var lines = new DataLines(lineReader, names);
                object?[]? before = null;
                var engagement = -1;
                while (await NextAsync(links, cancellationToken))
                {
                    var key = links.GetInt32(0);
                    var row = before is not null && key == engagement ? Again(before) : First(links, await lines.OfAsync(key, cancellationToken), names);
                    OfDomain(row, links, names);
                    (before, engagement) = (row, key);
                    read++;
                    yield return row;
                }
            }

            if (read != Count || await versions.ReadAsync(connection, cancellationToken: cancellationToken) != Version)
            {
                throw new DataMovedException();
            }
        }
        finally
        {
            if (beside != connection)
            {
                await beside.DisposeAsync();
            }
        }
    }

    // A statement that was stopped fails with the database's own error.
    internal static async ValueTask<bool> NextAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (DbException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    // What takes its time is the reader at the other end: a download may last.
    private static DbCommand Streaming(CompiledStatement statement, DbConnection connection)
    {
        var command = statement.ToCommand(connection);
        command.CommandTimeout = 0;
        return command;
    }

    private static object?[] Again(object?[] before) => (object?[])before.Clone();

    private static object?[] First(DbDataReader links, (string? Countries, string? Participants) taking, DataNames names)
    {
        var start = new StatedDate(links.GetInt32(5));
        var type = names.Types[links.GetInt32(6)];
        return
        [
            links.GetString(3), links.GetString(4), start.IsUnknown ? null : start, start.Label, start.IsUnknown ? null : (long)start.Year,
            null, null, null, null, type.Name, type.Group, names.Places[links.GetInt32(7)], taking.Countries, taking.Participants, null,
        ];
    }

    private static void OfDomain(object?[] row, DbDataReader links, DataNames names)
    {
        var parts = links.GetInt32(2);
        (row[6], row[7], row[5]) = names.Domains[links.GetInt32(1)];
        row[8] = parts / 2520d;
        row[14] = links.IsDBNull(8) ? null : Math.Round(links.GetInt64(8) * (decimal)parts / PartsOfCents, 10);
    }
}
