using System.Data.Common;
using Dapper;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>Reads the rows of a statement that belongs to a query.</summary>
internal static class PlanRows
{
    public static Task<List<T>> RowsAsync<T>(this DbConnection connection, QueryPlan plan, string sql, SqlValues values, CancellationToken cancellationToken) =>
        connection.RowsAsync<T>(plan, sql, new DynamicParameters(values.ByName.ToDictionary()), cancellationToken);

    public static async Task<List<T>> RowsAsync<T>(this DbConnection connection, QueryPlan plan, string sql, object parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(new CommandDefinition(QueryId.Comment(plan.Id) + sql, parameters, cancellationToken: cancellationToken))).AsList();
}
