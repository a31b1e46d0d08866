using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Writes rows and totals of all levels as one statement with GROUPING SETS. It fits if one row source gives every level its figures: rows of the
/// fact alone, or weights of domain links. Distinct counts of a level do not follow from another level, so such queries get a statement for each.
/// </summary>
internal sealed class GroupedCompiler(QueryPlan plan, SqlDialect dialect)
{
    private readonly SqlValues _values = new();

    /// <summary>True if one statement can answer the plan.</summary>
    public static bool Fits(QueryPlan plan, SqlDialect dialect)
    {
        var figures = Of(plan);
        return dialect.HasGroupingSets
            && plan.Totals != TotalsKind.None
            && plan.By.Count > 0
            && plan.Fill is null
            && figures.All(BaseAggregates.IsCounted)
            && new AggregateQueryCompiler(plan, new SqlValues(), dialect).IsSummable(figures);
    }

    public CompiledQuery Compile()
    {
        var keys = plan.By;
        var figures = Of(plan).Order().ToList();
        var cells = new AggregateQueryCompiler(plan, _values, dialect).Grouped(keys, [.. figures], Depths(plan));
        var members = new MemberNames(keys, plan.Language);
        var order = new OrderSql(plan, keys, members, dialect).Columns;
        var columns = members.Columns.Select((column, i) => $"{column} AS c{i}").Concat(figures.Select(f => $"c.{f}"));
        var joins = string.Concat(members.Joins.Select(j => $"\n      {j}"));
        var shown = Enumerable.Range(0, members.Columns.Count).Select(i => $"r.c{i}").Concat(figures.Select(f => $"r.{f}"));
        var text = $"""
            WITH cells AS (
                {cells}),
            ranked AS (
                SELECT {string.Join(", ", columns)}, c.Depth,
                  ROW_NUMBER() OVER (PARTITION BY c.Depth ORDER BY {order}) AS RowNo,
                  {dialect.CountRows} OVER (PARTITION BY c.Depth) AS RowsOfDepth
                  FROM cells c{joins})
            SELECT {string.Join(", ", shown)}, r.Depth, r.RowsOfDepth
            FROM ranked r
            WHERE r.Depth < {keys.Count} OR r.RowNo <= {_values.Add(plan.Limit)}
            ORDER BY r.Depth DESC, r.RowNo
            """;
        var places = figures.Select((f, i) => (f, i)).ToDictionary(p => p.f, p => members.Columns.Count + p.i);
        var depth = members.Columns.Count + figures.Count;
        return new CompiledQuery(
            new CompiledStatement(text, _values.ByName, new RowShape(members.Shape, places) { Depth = depth, RowsOfDepth = depth + 1 }),
            Totals: []);
    }

    private static HashSet<BaseAggregate> Of(QueryPlan plan) => [.. plan.Measures.SelectMany(m => BaseAggregates.Of(m.Kind!.Value))];

    private static int[] Depths(QueryPlan plan) => plan.Totals == TotalsKind.Grand ? [plan.By.Count, 0] : [.. Enumerable.Range(0, plan.By.Count + 1).Reverse()];
}
