using Reporting.Engine.Sql;
using static Reporting.Engine.Feed.FeedPropertyType;

namespace Reporting.Engine.Feed;

/// <summary>The set of relations between engagements. The other engagement has the alias <c>o</c>, and the source <c>rs</c>.</summary>
internal static class Relations
{
    public static readonly EntitySet Set = new("EngagementRelations", "EngagementRelation",
    [
        EntitySets.Of("Id", Text, Id), new("EngagementKey", Whole), new("RelatedKey", Whole) { Sql = (_, _) => "o.EngagementKey" }, EntitySets.Words("Kind"),
        .. PeriodProperties.Of("Relation", "DateKey"), Source("SourceCode", "Code"), Source("SourceTitle", "Title"),
    ])
    {
        Rows = new FeedRows.Relations(), Table = "EngagementRelation", Alias = "r", KeyColumns = ["EngagementKey", "Kind", "o.EngagementKey"],
        Navigations = [new("Engagement", "Engagements", "EngagementKey"), new("Related", "Engagements", "RelatedKey")],
    };

    private static string Id(SqlDialect dialect, string alias)
    {
        var functions = dialect.Functions;
        var kind = functions.Concat(functions.Concat(functions.TextOf($"{alias}.EngagementKey"), "'|'"), functions.Concat($"{alias}.Kind", "'|'"));
        return functions.Ordinal(functions.Concat(kind, functions.TextOf("o.EngagementKey")));
    }

    // A source that is not stated has the key 0.
    private static FeedProperty Source(string name, string column) =>
        EntitySets.Optional(EntitySets.Of(name, Text, (d, _) => d.Functions.Ordinal($"(CASE WHEN rs.SourceKey <> 0 THEN rs.{column} END)")).By("source.source"));
}
