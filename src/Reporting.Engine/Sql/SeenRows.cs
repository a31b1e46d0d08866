using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>The rows of the star that a scope shows, and the members that occur in them.</summary>
internal sealed class SeenRows(PlannedScope scope, SqlDialect dialect)
{
    private readonly SqlValues values = new();

    private readonly QueryPlan plan = new()
    {
        Measures = [], By = [], Filters = [], Scope = scope, Order = [], Limit = ReportQuery.LargestLimit, Totals = TotalsKind.None, Language = "en",
    };

    public IReadOnlyDictionary<string, object> Parameters => values.ByName;

    /// <summary>What follows FROM: the links that the attribute hangs on.</summary>
    public string Rows(StarAttribute attribute)
    {
        var source = Source(attribute.On);
        return source.From + source.Where;
    }

    /// <summary>A condition on a table of members, alias t: those of a row that is seen by any of its columns, and "not stated". Empty where all is seen.</summary>
    public string Members(StarTable table)
    {
        if (scope.IsEverything)
        {
            return string.Empty;
        }

        var columns = StarSchema.Attributes.Values.Where(a => a.Table?.Name == table.Name).Select(a => (a.On, a.Column)).Distinct();
        return $"\nWHERE t.{table.KeyColumn} = 0" + string.Concat(columns.Select(c => $"\n  OR EXISTS (SELECT 1 FROM {Occurring(c.On, c.Column)} = t.{table.KeyColumn})"));
    }

    private string Occurring(LinkSet links, string column)
    {
        var source = Source(links);
        return $"{source.From}{source.Where}\n        AND {RowSource.Alias(links)}.{column}";
    }

    private RowSource Source(LinkSet links) => new(plan, [], links == LinkSet.Engagement ? [] : [links], needsFact: false, values, dialect);
}
