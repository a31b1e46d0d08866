using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The columns of the fact that tell what a query leaves out: 0 counts.</summary>
internal static class ExclusionSql
{
    public static readonly IReadOnlyList<Exclusions> Each = [Exclusions.NotHeld, Exclusions.Drafts];

    public static string Column(Exclusions one) => one == Exclusions.NotHeld ? "StatusKey" : "ReviewKey";

    public static IEnumerable<string> Columns(Exclusions excludes) => Each.Where(one => excludes.HasFlag(one)).Select(Column);
}
