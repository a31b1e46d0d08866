using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>The rows of the star that a scope shows, and the members that occur in them.</summary>
internal sealed class VisibleRows(PlannedScope scope, SqlDialect dialect)
{
    private readonly SqlValues values = new();

    private readonly QueryPlan plan = new()
    {
        Measures = [], By = [], Filters = [], Scope = scope, Order = [], Limit = ReportQuery.LargestLimit, Totals = TotalsKind.None, Language = "en",
    };

    public IReadOnlyDictionary<string, object> Parameters => values.ByName;

    /// <summary>The keys of the engagements that are seen.</summary>
    public string Keys
    {
        get
        {
            var source = Source(BridgeKind.Engagement);
            return $"SELECT {RowSource.Alias(BridgeKind.Engagement)}.EngagementKey FROM {source.From}{source.Where}";
        }
    }

    /// <summary>What follows FROM: the links that the attribute hangs on.</summary>
    public string Rows(StarAttribute attribute)
    {
        var source = Source(attribute.On);
        return source.From + source.Where;
    }

    /// <summary>A condition on a table of members, alias t: those of a row that is seen by any of its columns, and "not stated". Imports and undoings leave members without any row behind.</summary>
    public string Members(StarTable table)
    {
        var columns = StarSchema.Attributes.Values.Where(a => a.Table?.Name == table.Name).Select(a => (a.On, a.Column)).Distinct();
        return $"\nWHERE t.{table.KeyColumn} = 0" + string.Concat(columns.Select(c => $"\n  OR {Occurs(c.On, c.Column, "t." + table.KeyColumn)}"));
    }

    private string Occurs(BridgeKind links, string column, string key)
    {
        var source = Source(links);
        var occurring = $"{RowSource.Alias(links)}.{column}";
        return source.Where.Length > 0 ? $"EXISTS (SELECT 1 FROM {source.From}{source.Where}\n        AND {occurring} = {key})"
            // No index of the engagement begins with a member: they are gathered once, and not looked for one by one.
            : links == BridgeKind.Engagement ? $"{key} IN (SELECT {occurring} FROM {source.From})"
            : $"EXISTS (SELECT 1 FROM {source.From} WHERE {occurring} = {key})";
    }

    private RowSource Source(BridgeKind links) => new(plan, [], links == BridgeKind.Engagement ? [] : [links], needsFact: false, values, dialect);
}
