using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Runs a query with the product and the oracle, and parses the statements for SQL Server.</summary>
/// <param name="data">What the warehouse holds, if it was not filled with test data but by an import.</param>
internal sealed class OracleComparison(TestWarehouse warehouse, TestData? data = null)
{
    private static readonly SqlCompiler SqlServer = new(new SqlServerDialect());

    // Parsing takes as long as the query. The usual run parses the statements of one query in four; REPORTING_DEEP=1 those of all.
    private static readonly int ParsedEvery = TestRun.IsDeep ? 1 : 4;

    private readonly Oracle _oracle = new(data ?? warehouse.Data);

    /// <summary>The number of answered queries; the others were refused.</summary>
    public int Answered { get; private set; }

    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    public Task<string?> DifferenceAsync(ReportQuery query, RowScope scope) =>
        CompareAsync(query, scope, ExpectedRefusals.Reason(query, VisibleData.Of(scope, data ?? warehouse.Data), warehouse.Model));

    private async Task<string?> CompareAsync(ReportQuery query, RowScope scope, string? why)
    {
        var outcome = await warehouse.AskAsync(query, scope);
        if (!outcome.IsValue(out var answer, out var problem))
        {
            return why is null ? $"refused, though the rules answer it: {problem.Code}: {problem.Message} {problem.Hint}" : null;
        }

        if (why is not null)
        {
            return $"answered, though the rules refuse it: {why}";
        }

        Answered++;
        return ResultComparison.Difference(_oracle.Ask(query, scope), answer) ?? (Answered % ParsedEvery == 0 ? await NotTransactSqlAsync(query, scope) : null);
    }

    private async Task<string?> NotTransactSqlAsync(ReportQuery query, RowScope scope)
    {
        if (!(await warehouse.PlanAsync(query, scope)).IsValue(out var plan, out var problem))
        {
            return problem.Message;
        }

        var compiled = SqlServer.Compile(plan.IsComposed ? Counted(plan) : plan);
        foreach (var statement in compiled.Totals.Select(t => t.Statement).Append(compiled.Rows))
        {
            var errors = TransactSql.Errors(statement.Text);
            if (errors.Count > 0)
            {
                return $"not Transact-SQL: {string.Join("; ", errors)}\n{statement.Text}";
            }
        }

        return null;
    }

    // What a composed measure is made of, under all filters.
    private static QueryPlan Counted(QueryPlan plan) => plan with
    {
        Measures = [.. plan.Measures.SelectMany(m => m.Tree()).Where(m => m.IsOneCell).DistinctBy(m => m.Kind)],
        Filters = [.. plan.Filters, .. plan.MeasureFilters.Values.SelectMany(filters => filters)],
        Order = [.. plan.Order.Where(o => o.Measure is null)],
    };
}
