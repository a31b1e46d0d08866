using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql;

/// <summary>The condition that another engagement, with the alias <c>f</c>, is one that the caller sees.</summary>
internal static class RelatedSql
{
    /// <summary>Ends with WHERE or AND, for a condition that follows.</summary>
    public static string Where(QueryPlan plan, SqlValues values, SqlDialect dialect) => Shown(plan, values, dialect) is { Length: > 0 } shown ? shown + " AND " : "\nWHERE ";

    /// <summary>Begins with WHERE; empty for a caller who sees all.</summary>
    public static string Shown(QueryPlan plan, SqlValues values, SqlDialect dialect) =>
        new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(QueryPlan.OfRows(plan.RelatedScope ?? plan.Scope, []));
}
