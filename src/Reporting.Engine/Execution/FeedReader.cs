using System.Globalization;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Feed;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Reads the rows of an entity set, and counts them.</summary>
public sealed class FeedReader(SqlDialect dialect, WarehouseConnections connections)
{
    private readonly FeedCompiler _compiler = new(dialect, connections);

    /// <summary>Counts the rows, if the query requests it; otherwise null.</summary>
    internal async Task<Outcome<long?>> CountAsync(FeedQuery query, EntitySets visible, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (!query.WithCount && !query.CountOnly)
        {
            return (long?)null;
        }

        if (!_compiler.Compile(query, snapshot.Plan, visible, count: true).IsValue(out var compiled, out var problem))
        {
            return problem;
        }

        dialect.Functions.Prepare(snapshot.Connection);
        await using var command = compiled.Statement.ToCommand(snapshot.Connection, snapshot.Plan.Id);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Opens the rows. The result owns the connection and <paramref name="stop"/>.</summary>
    internal async Task<Outcome<FeedResult>> OpenAsync(
        FeedQuery query, EntitySets visible, Snapshot snapshot, Classification handling, long? count, IDisposable stop, CancellationToken cancellationToken)
    {
        if (query.CountOnly)
        {
            return new FeedResult(snapshot.Connection, stop, snapshot.Engine, [], []) { Version = snapshot.Version, Handling = handling, Count = count };
        }

        if (!_compiler.Compile(query, snapshot.Plan, visible, count: false).IsValue(out var compiled, out var problem))
        {
            return problem;
        }

        dialect.Functions.Prepare(snapshot.Connection);
        var answer = new FeedResult(snapshot.Connection, stop, snapshot.Engine, compiled.Fields, compiled.Marks) { Version = snapshot.Version, Handling = handling, Count = count };
        await answer.OpenAsync(compiled.Statement.ToCommand(snapshot.Connection, snapshot.Plan.Id), cancellationToken);
        return answer;
    }
}
