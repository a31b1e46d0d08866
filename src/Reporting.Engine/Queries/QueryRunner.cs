using System.Data.Common;
using Reporting.Engine.Access;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Queries;

/// <summary>
/// The only door to the figures: a question and a caller in, an answer of one data version out. An answer made of
/// several statements is asked again when an import moved the version meanwhile.
/// </summary>
public sealed class QueryRunner(
    SemanticModel model,
    QueryPlanner planner,
    SqlCompiler compiler,
    WarehouseConnections connections,
    DataVersionStore versions,
    MemberKeysReader members)
{
    private const int MostTries = 3;

    public async Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var version = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var keys = await members.ReadAsync(version, planner.FilteredAttributes(query, caller.Scope), cancellationToken);
            if (!planner.Plan(query, caller.Scope, keys).IsValue(out var plan, out var problem))
            {
                return problem;
            }

            var answer = await AnswerAsync(plan, connection, cancellationToken);
            var after = await versions.ReadAsync(connection, cancellationToken: cancellationToken);
            if (after == version)
            {
                return answer with
                {
                    Version = version,
                    Filters = QueryWords.Filters(query, model),
                    Counting = QueryWords.Counting(plan),
                };
            }

            version = after;
        }

        return new Problem(ProblemKind.Unavailable, "data-moving", "The data changed while the question was answered.", "An import is going on: ask again in a moment.");
    }

    private async Task<ResultTable> AnswerAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var compiled = compiler.Compile(plan);
        var rows = await ReadAsync(compiled.Rows, plan, connection, cancellationToken);
        var count = (long)rows.Count;
        if (count > plan.Limit)
        {
            count = await CountAsync(compiled.RowCount, connection, cancellationToken);
            rows.RemoveAt(rows.Count - 1);
        }

        var levels = new List<ResultLevel>();
        foreach (var total in compiled.Totals)
        {
            levels.Add(new ResultLevel([.. plan.By.Take(total.Depth)], await ReadAsync(total.Statement, plan, connection, cancellationToken)));
        }

        return new ResultTable
        {
            By = plan.By,
            Measures = plan.Measures,
            Rows = rows,
            RowCount = count,
            Limit = plan.Limit,
            Grand = levels.FirstOrDefault(l => l.By.Count == 0)?.Rows[0],
            Levels = [.. levels.Where(l => l.By.Count > 0)],
            Version = new DataVersion(0, null),
            Filters = string.Empty,
            Counting = string.Empty,
        };
    }

    private static async Task<List<ResultRow>> ReadAsync(CompiledStatement statement, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rowReader = new RowReader(statement.Shape, plan.Measures, plan.Language);
        var rows = new List<ResultRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(rowReader.Read(reader));
        }

        return rows;
    }

    private static async Task<long> CountAsync(CompiledStatement statement, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(CompiledStatement statement, DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        foreach (var (name, value) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
