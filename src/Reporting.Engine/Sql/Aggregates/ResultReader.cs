using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Compiles a plan, runs its statements and reads rows and totals.</summary>
public sealed class ResultReader(SqlCompiler compiler, FillLimit fill)
{
    /// <summary>A problem if the query is too expensive; otherwise null.</summary>
    public Task<Problem?> RefusalAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken) =>
        plan.Fill is { } periods ? fill.RefusalAsync(periods, plan, connection, cancellationToken) : Task.FromResult<Problem?>(null);

    public async Task<ResultTable> ReadAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var compiled = compiler.Compile(plan);
        if (compiled.Rows.Shape.Depth >= 0)
        {
            return await LevelsAtOnceAsync(compiled.Rows, plan, connection, cancellationToken);
        }

        var (rows, count) = await RowsAsync(compiled.Rows, plan, connection, cancellationToken);
        var levels = new List<ResultLevel>();
        foreach (var total in compiled.Totals)
        {
            levels.Add(new ResultLevel([.. plan.By.Take(total.Depth)], (await RowsAsync(total.Statement, plan, connection, cancellationToken)).Rows));
        }

        return Answer(plan, rows, count, levels);
    }

    /// <summary>The cells of a plan with their keys, at most as many as its limit, and how many there are.</summary>
    internal async Task<(IReadOnlyList<KeyedRow> Rows, long Count)> CellsAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var statement = compiler.Cells(plan);
        using var timed = StatementMetrics.Begin();
        await using var command = statement.ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rowReader = new RowReader(statement.Shape, plan.Measures, plan.Language);
        var (rows, count) = (new List<KeyedRow>(), 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            count = rows.Count == 0 ? Convert.ToInt64(reader.GetValue(statement.Shape.RowsOfDepth), CultureInfo.InvariantCulture) : count;
            rows.Add(new KeyedRow(rowReader.Keys(reader), rowReader.Read(reader)));
        }

        return (rows, count);
    }

    private static async Task<ResultTable> LevelsAtOnceAsync(CompiledStatement statement, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        using var timed = StatementMetrics.Begin();
        await using var command = statement.ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var byDepth = Enumerable.Range(0, plan.By.Count + 1).Select(_ => new List<ResultRow>()).ToList();
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            var depth = Convert.ToInt32(reader.GetValue(statement.Shape.Depth), CultureInfo.InvariantCulture);
            var shape = statement.Shape with { Members = [.. statement.Shape.Members.Take(depth)] };
            byDepth[depth].Add(new RowReader(shape, plan.Measures, plan.Language).Read(reader));
            count = depth == plan.By.Count ? Convert.ToInt64(reader.GetValue(statement.Shape.RowsOfDepth), CultureInfo.InvariantCulture) : count;
        }

        var depths = plan.Totals == TotalsKind.Grand ? [0] : Enumerable.Range(0, plan.By.Count);
        return Answer(plan, byDepth[^1], count, [.. depths.Select(d => new ResultLevel([.. plan.By.Take(d)], byDepth[d]))]);
    }

    private static ResultTable Answer(QueryPlan plan, IReadOnlyList<ResultRow> rows, long count, IReadOnlyList<ResultLevel> levels) => new()
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

    private static async Task<(List<ResultRow> Rows, long Count)> RowsAsync(CompiledStatement statement, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        using var timed = StatementMetrics.Begin();
        await using var command = statement.ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rowReader = new RowReader(statement.Shape, plan.Measures, plan.Language);
        var rows = new List<ResultRow>();
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == 0 && statement.Shape.RowsOfDepth >= 0)
            {
                count = Convert.ToInt64(reader.GetValue(statement.Shape.RowsOfDepth), CultureInfo.InvariantCulture);
            }

            rows.Add(rowReader.Read(reader));
        }

        return (rows, count);
    }
}

/// <summary>A row with the keys of its members: numbers, or codes.</summary>
internal sealed record KeyedRow(object[] Keys, ResultRow Row);
