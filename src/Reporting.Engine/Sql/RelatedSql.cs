using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql;

/// <summary>The condition that another engagement, with the alias <c>f</c>, is one that the caller sees.</summary>
internal static class RelatedSql
{
    /// <summary>Ends with WHERE or AND, for a condition that follows.</summary>
    public static string Where(QueryPlan plan, SqlValues values, SqlDialect dialect)
    {
        var shown = new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(QueryPlan.OfRows(plan.RelatedScope ?? plan.Scope, []));
        return shown.Length == 0 ? "\nWHERE " : shown + " AND ";
    }
}
