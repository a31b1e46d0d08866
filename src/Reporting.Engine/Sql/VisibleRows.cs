using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>The rows of the star that a scope shows, and the members that occur in them.</summary>
/// <param name="filters">Filters that the rows must meet too.</param>
internal sealed class VisibleRows(PlannedScope scope, SqlDialect dialect, IReadOnlyList<PlannedFilter>? filters = null)
{
    private readonly SqlValues _values = new();

    private readonly QueryPlan _plan = QueryPlan.OfRows(scope, filters ?? []);

    public IReadOnlyDictionary<string, object> Parameters => _values.ByName;

    /// <summary>The keys of the engagements that are seen. Those of a filter on links come from the links, so that a key can come several times.</summary>
    public string Keys
    {
        get
        {
            var links = _plan.Scope.IsEverything && filters is [{ Mode: FilterMode.Links or FilterMode.Outside, Dimension.Attribute.IsOfPartner: false } only] ? only.On : BridgeKind.Engagement;
            var source = Source(links);
            return $"SELECT {RowSource.Alias(links)}.EngagementKey AS EngagementKey FROM {source.From}{source.Where}";
        }
    }

    /// <summary>The keys and codes of the engagements that are seen.</summary>
    public string Codes
    {
        get
        {
            var (source, f) = (Source(BridgeKind.Engagement), RowSource.Alias(BridgeKind.Engagement));
            return $"SELECT {f}.EngagementKey, {f}.Code FROM {source.From}{source.Where}";
        }
    }

    /// <summary>The FROM clause: the links that have the attribute.</summary>
    public string Rows(StarAttribute attribute)
    {
        var source = Source(attribute.On);
        return source.From + source.Where;
    }

    /// <summary>
    /// A condition on a table of members, alias t: members of visible rows, and "not stated". Imports and undo can leave members without any row.
    /// </summary>
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
            // No index of the engagement begins with a member, so collect the members once and do not look up each.
            : links == BridgeKind.Engagement ? $"{key} IN (SELECT {occurring} FROM {source.From})"
            : $"EXISTS (SELECT 1 FROM {source.From} WHERE {occurring} = {key})";
    }

    private RowSource Source(BridgeKind links) => new(_plan, [], links == BridgeKind.Engagement ? [] : [links], needsFact: false, _values, dialect);
}
