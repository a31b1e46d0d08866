using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Writes the numbers of commitments, and what came after agreements. Cells without any have no row.</summary>
internal sealed class CommitmentQueryCompiler(QueryPlan plan, SqlValues values, SqlDialect dialect)
{
    public static readonly BaseAggregate[] Figures = [BaseAggregate.Commitments, BaseAggregate.AgreementsWithoutFollowUp, BaseAggregate.DaysToFollowUp];

    public AggregateQuery Compile(IReadOnlyList<ModelDimension> keys, BaseAggregate figure) => new(
        figure switch
        {
            BaseAggregate.Commitments => Commitments(keys),
            BaseAggregate.AgreementsWithoutFollowUp => WithoutFollowUp(keys),
            _ => MedianDays(keys),
        },
        [figure])
    {
        IsPartial = true,
    };

    private string Commitments(IReadOnlyList<ModelDimension> keys)
    {
        var ofDomains = keys.Any(k => k.Attribute.On == BridgeKind.Domain) || plan.IsFiltered(BridgeKind.Domain);
        var source = new RowSource(plan, keys, ofDomains ? [BridgeKind.Domain, BridgeKind.Commitment] : [BridgeKind.Commitment], needsFact: false, values, dialect, ofCommitments: true);
        return Counted(keys, $"""
            SELECT DISTINCT u.EngagementKey, u.OrderNo{Keys(source)}
                  FROM {source.From}{source.Where}
            """, BaseAggregate.Commitments);
    }

    private string WithoutFollowUp(IReadOnlyList<ModelDimension> keys)
    {
        var source = new RowSource(plan, keys, [], needsFact: false, values, dialect);
        var engagement = $"{source.Driver}.EngagementKey";
        return Counted(keys, $"""
            SELECT DISTINCT {engagement}{Keys(source)}
                  FROM {source.From}{Where(source)}{engagement} IN ({CommitmentSql.Agreements(plan.Commitments, values)})
                    AND {engagement} NOT IN (SELECT w.EngagementKey FROM ({CommitmentSql.FollowUps(plan.Commitments, values, dialect)}) w)
            """, BaseAggregate.AgreementsWithoutFollowUp);
    }

    // Of an even number the lower of the middle two.
    private string MedianDays(IReadOnlyList<ModelDimension> keys)
    {
        var source = new RowSource(plan, keys, [], needsFact: false, values, dialect);
        var engagement = $"{source.Driver}.EngagementKey";
        var cell = keys.Select((_, i) => $"e.k{i}").ToList();
        var shown = string.Concat(cell.Select((key, i) => $"{key} AS k{i}, "));
        var partition = cell.Count == 0 ? string.Empty : $"PARTITION BY {string.Join(", ", cell)}";
        return $"""
            SELECT {shown}MIN({dialect.Big("e.Days")}) AS DaysToFollowUp
                  FROM (SELECT {shown}e.Days, ROW_NUMBER() OVER ({partition} ORDER BY e.Days) AS RowNo, COUNT(*) OVER ({partition}) AS AllRows
                  FROM (SELECT DISTINCT {engagement}, w.Days{Keys(source)}
                  FROM {source.From}
                    JOIN ({CommitmentSql.FollowUps(plan.Commitments, values, dialect)}) w ON w.EngagementKey = {engagement}{Where(source)}w.Days >= 0
                    AND {engagement} IN ({CommitmentSql.Agreements(plan.Commitments, values)})) e) e
                  WHERE e.RowNo = (e.AllRows + 1) / 2{GroupBy(cell)}
            """;
    }

    private string Counted(IReadOnlyList<ModelDimension> keys, string rows, BaseAggregate figure)
    {
        var cell = keys.Select((_, i) => $"e.k{i}").ToList();
        return $"""
            SELECT {string.Concat(cell.Select((key, i) => $"{key} AS k{i}, "))}{dialect.CountRows} AS {figure}
                  FROM ({rows}) e{GroupBy(cell)}
            """;
    }

    private static string Keys(RowSource source) => string.Concat(source.Keys.Select((key, i) => $", {key} AS k{i}"));

    private static string Where(RowSource source) => source.Where.Length == 0 ? "\n      WHERE " : source.Where + "\n        AND ";

    private static string GroupBy(List<string> cell) => cell.Count == 0 ? string.Empty : $"\n      GROUP BY {string.Join(", ", cell)}";
}
