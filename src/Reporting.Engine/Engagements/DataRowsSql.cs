using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The statements for the rows behind the figures. They read in order of the engagement's key, the order of the tables, so the database sorts
/// and buffers nothing.
/// </summary>
internal sealed class DataRowsSql(QueryPlan plan, SqlDialect dialect)
{
    private static readonly BridgeKind[] Joined = [BridgeKind.Domain, BridgeKind.Engagement];

    /// <summary>The columns of <see cref="Links"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["EngagementKey", "DomainKey", "WeightParts", "Code", "Title", "StartDateKey", "EngagementTypeKey", "PlaceKey"];

    /// <summary>The id of the query.</summary>
    public string Id => plan.Id;

    /// <summary>Counts the rows.</summary>
    public CompiledStatement Count()
    {
        var values = new SqlValues();
        var source = new RowSource(plan, [], [BridgeKind.Domain], needsFact: false, values, dialect);
        return Statement($"SELECT {dialect.CountRows} FROM {source.From}{source.Where}", values);
    }

    /// <summary>Reads key, domain and weight of each link that passes the filters, with the columns of its engagement.</summary>
    public CompiledStatement Links()
    {
        var values = new SqlValues();
        var language = values.Add(plan.Language);
        var where = new FilterSql("d", Joined, values, dialect).Where(plan);
        return Statement(
            $"""
            SELECT d.EngagementKey, d.DomainKey, d.WeightParts, f.Code, COALESCE(x.Title, f.Title) AS Title, f.StartDateKey, f.EngagementTypeKey, f.PlaceKey
            FROM BridgeEngagementDomain d{dialect.InKeyOrder}
            {dialect.LookupJoin} FactEngagement f ON f.EngagementKey = d.EngagementKey
            LEFT JOIN EngagementText x ON x.EngagementKey = d.EngagementKey AND x.Language = {language}{where}
            ORDER BY d.EngagementKey, d.DomainKey
            """,
            values);
    }

    private static CompiledStatement Statement(string text, SqlValues values) => new(text, values.ByName, RowShape.None);
}
