using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Feed;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Asks the database for the rows of a set, and for their number.</summary>
public sealed class FeedReader(SqlDialect dialect, WarehouseConnections connections)
{
    private readonly FeedCompiler compiler = new(dialect, connections);

    /// <summary>How many rows there are, where that was asked.</summary>
    internal async Task<Outcome<long?>> CountAsync(FeedQuery query, QueryPlan plan, EntitySets seen, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!query.WithCount && !query.CountOnly)
        {
            return (long?)null;
        }

        if (!compiler.Compile(query, plan, seen, count: true).IsValue(out var compiled, out var problem))
        {
            return problem;
        }

        dialect.Functions.Prepare(connection);
        await using var command = compiled.Statement.ToCommand(connection, plan.Id);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows; the answer owns the connection, and what stops its statement, from then on.</summary>
    internal async Task<Outcome<FeedResult>> OpenAsync(FeedQuery query, QueryPlan plan, EntitySets seen, DataVersion version, Classification handling, long? count, DbConnection connection, IDisposable stop, CancellationToken cancellationToken)
    {
        if (query.CountOnly)
        {
            return new FeedResult(connection, stop, connections.Engine, [], []) { Version = version, Handling = handling, Count = count };
        }

        if (!compiler.Compile(query, plan, seen, count: false).IsValue(out var compiled, out var problem))
        {
            return problem;
        }

        dialect.Functions.Prepare(connection);
        var answer = new FeedResult(connection, stop, connections.Engine, compiled.Fields, compiled.Marks) { Version = version, Handling = handling, Count = count };
        await answer.OpenAsync(compiled.Statement.ToCommand(connection, plan.Id), cancellationToken);
        return answer;
    }
}
