using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>The order of rows: the requested one, then every dimension. Unknown comes last.</summary>
internal sealed class OrderSql
{
    private readonly HashSet<string> _named = [];
    private readonly List<string> _parts = [];

    public OrderSql(QueryPlan plan, IReadOnlyList<ModelDimension> keys, MemberNames members, SqlDialect dialect)
    {
        var hasTime = keys.Any(k => k.Time is not null);
        foreach (var order in plan.Order)
        {
            var direction = order.Descending ? " DESC" : string.Empty;
            if (order.Dimension is { } dimension)
            {
                var index = keys.ToList().IndexOf(dimension);
                if (index >= 0)
                {
                    Add(members.OrderBy(index), direction);
                }
            }
            else if (!order.Measure!.IsOverTime || hasTime)
            {
                var figure = Figure(order.Measure.Kind!.Value, dialect);
                Add($"CASE WHEN {figure} IS NULL THEN 1 ELSE 0 END", string.Empty);
                Add(figure, direction);
            }
        }
    }

    public string Columns => string.Join(", ", _parts);

    // SQL Server refuses a column that is named twice.
    private void Add(string column, string direction)
    {
        if (_named.Add(column))
        {
            _parts.Add(column + direction);
        }
    }

    private static string Figure(MeasureKind measure, SqlDialect dialect) => measure switch
    {
        MeasureKind.EngagementShare => "c.Engagements",
        MeasureKind.EngagementsChange => "(c.Engagements - c.EngagementsBefore)",
        MeasureKind.EngagementsChangePct => $"({dialect.Real("c.Engagements - c.EngagementsBefore")} / NULLIF(c.EngagementsBefore, 0))",
        _ => $"c.{BaseAggregates.Of(measure)[^1]}",
    };
}
