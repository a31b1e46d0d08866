using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Queries;

/// <summary>Compiles a plan, asks the database and reads its rows and totals.</summary>
public sealed class AnswerReader(SqlCompiler compiler)
{
    public async Task<ResultTable> ReadAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var compiled = compiler.Compile(plan);
        var rows = await RowsAsync(compiled.Rows, plan, connection, cancellationToken);
        var count = (long)rows.Count;
        if (count > plan.Limit)
        {
            count = await CountAsync(compiled.RowCount, connection, cancellationToken);
            rows.RemoveAt(rows.Count - 1);
        }

        var levels = new List<ResultLevel>();
        foreach (var total in compiled.Totals)
        {
            levels.Add(new ResultLevel([.. plan.By.Take(total.Depth)], await RowsAsync(total.Statement, plan, connection, cancellationToken)));
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
            Counting = [],
        };
    }

    private static async Task<List<ResultRow>> RowsAsync(CompiledStatement statement, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = statement.ToCommand(connection);
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
        await using var command = statement.ToCommand(connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
