using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The statements of the rows behind the figures, engagement × domain, in order of the engagement's key, which is how the
/// tables lie: nothing is sorted and nothing is held.
/// </summary>
internal sealed class DataRowsSql(QueryPlan plan, SqlDialect dialect)
{
    private static readonly BridgeKind[] Joined = [BridgeKind.Domain, BridgeKind.Engagement];

    /// <summary>Of the question.</summary>
    public string Id => plan.Id;

    /// <summary>How many rows there will be.</summary>
    public CompiledStatement Count()
    {
        var values = new SqlValues();
        var source = new RowSource(plan, [], [BridgeKind.Domain], needsFact: false, values, dialect);
        return Statement($"SELECT {dialect.CountRows} FROM {source.From}{source.Where}", values);
    }

    /// <summary>Key, domain and parts of each link that the filters keep, with what the engagement says of itself.</summary>
    public CompiledStatement Links()
    {
        var values = new SqlValues();
        var where = new FilterSql("d", Joined, values, dialect).Where(plan);
        return Statement(
            $"""
            SELECT d.EngagementKey, d.DomainKey, d.WeightParts, f.Code, f.Title, f.StartDateKey, f.EngagementTypeKey, f.PlaceKey
            FROM BridgeEngagementDomain d{dialect.InKeyOrder}
            {dialect.LookupJoin} FactEngagement f ON f.EngagementKey = d.EngagementKey{where}
            ORDER BY d.EngagementKey, d.DomainKey
            """,
            values);
    }

    private static CompiledStatement Statement(string text, SqlValues values) => new(text, values.ByName, new RowShape([], new Dictionary<BaseAggregate, int>()));
}
