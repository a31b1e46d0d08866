using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Turns a plan into SQL of one dialect. Pure: the same plan gives the same text.</summary>
public sealed class SqlCompiler(SqlDialect dialect)
{
    /// <summary>The rows alone, in order of their dimensions.</summary>
    internal CompiledStatement Cells(QueryPlan plan) => new LevelCompiler(plan, plan.By.Count, dialect).Rows(plan.Limit);

    public CompiledQuery Compile(QueryPlan plan)
    {
        if (GroupedCompiler.Fits(plan, dialect))
        {
            return new GroupedCompiler(plan, dialect).Compile();
        }

        var depths = plan.Totals switch
        {
            TotalsKind.None => [],
            TotalsKind.Grand => [0],
            _ => Enumerable.Range(0, Math.Max(plan.By.Count, 1)),
        };
        return new CompiledQuery(
            new LevelCompiler(plan, plan.By.Count, dialect).Rows(plan.Limit),
            [.. depths.Select(depth => new CompiledTotals(depth, new LevelCompiler(plan, depth, dialect).Rows(limit: null)))]);
    }
}

/// <summary>
/// A query as SQL: the rows, which carry their number without the limit, and the totals, each at its own grain. If one statement returns all,
/// <c>Rows</c> carries the depth of each row, and there are no other totals.
/// </summary>
public sealed record CompiledQuery(CompiledStatement Rows, IReadOnlyList<CompiledTotals> Totals);

/// <summary>The totals of the first <c>Depth</c> dimensions; 0 is the grand total.</summary>
public sealed record CompiledTotals(int Depth, CompiledStatement Statement);
