using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql.Aggregates;

namespace Reporting.Engine.Sql.Feed;

/// <summary>The rows of a set that a caller may see. The row rules in the plan always become conditions here.</summary>
internal sealed record FeedSource(string With, string From, IReadOnlyList<string> Conditions)
{
    public static FeedSource Of(EntitySet set, QueryPlan plan, ComposedRows? composed, SqlValues values, SqlDialect dialect)
    {
        switch (set.Rows)
        {
            case FeedRows.Links links:
                var rows = Rows(links.Set);
                return new FeedSource(string.Empty, "FROM " + rows.From + links.Joins, Where(rows));
            case FeedRows.Relations:
                var shown = Rows(BridgeKind.Engagement);
                var others = RelatedSql.Shown(plan, values, dialect);
                return new FeedSource(
                    string.Empty,
                    $"FROM {shown.From}\nJOIN {set.Table} r ON r.EngagementKey = f.EngagementKey\nJOIN FactEngagement o ON o.Code = r.TargetCode\nJOIN DimSource rs ON rs.SourceKey = r.SourceKey",
                    [.. Where(shown), .. others.Length == 0 ? [] : new[] { $"o.EngagementKey IN (SELECT f.EngagementKey FROM FactEngagement f{others})" }]);
            case FeedRows.Members members:
                return new FeedSource(string.Empty, $"FROM {set.Table} t", [$"({string.Join("\n    OR ", members.Occurrences.Select(Occurs))})"]);
            case FeedRows.Calendar:
                var seen = Rows(BridgeKind.Engagement);
                var years = $"SELECT f.YearKey FROM {seen.From}{seen.Where} UNION SELECT f.EndDateKey / 10000 FROM {seen.From}{seen.Where}";
                return new FeedSource(string.Empty, $"FROM {set.Table} t", [$"t.YearKey IN ({years})"]);
            case FeedRows.Changes:
                return new FeedSource(string.Empty, $"FROM ({dialect.Table(values.Add(composed!.Json), composed.Columns)}) c", []);
            default:
                var counted = plan with { Measures = [.. plan.Measures.Where(m => m.IsOneCell)] };
                var (with, from) = new LevelCompiler(counted, plan.By.Count, dialect, values).Source();
                return new FeedSource(with, "FROM " + from + (composed is null ? string.Empty : Composed(composed, plan)), []);
        }

        string Composed(ComposedRows rows, QueryPlan asked)
        {
            var keys = asked.By.Select((_, i) => ($"k{i}", SqlColumnType.Whole));
            var table = dialect.Table(values.Add(rows.Json), [.. keys, .. rows.Columns]);
            return $"\nLEFT JOIN ({table}) m ON {string.Join(" AND ", asked.By.Select((_, i) => $"m.k{i} = c.k{i}"))}";
        }

        RowSource Rows(BridgeKind link) => new(plan with { By = [] }, [], link == BridgeKind.Engagement ? [] : [link], needsFact: false, values, dialect);

        string Occurs(FeedOccurrence occurrence)
        {
            var source = Rows(occurrence.On);
            var column = $"{RowSource.Alias(occurrence.On)}.{occurrence.Column}";
            if (occurrence.Through is not { } through)
            {
                return Holds(source, column, $"t.{occurrence.Key}", occurrence.On);
            }

            return $"EXISTS (SELECT 1 FROM {through.Table} w WHERE w.{through.Foreign} = t.{set.Key.Name} AND {Holds(source, column, $"w.{occurrence.Key}", occurrence.On)})";
        }
    }

    // Links have an index by member; engagements are scanned once.
    private static string Holds(RowSource source, string column, string key, BridgeKind on) => on == BridgeKind.Engagement
        ? $"{key} IN (SELECT {column} FROM {source.From}{source.Where})"
        : $"EXISTS (SELECT 1 FROM {source.From}{(source.Where.Length == 0 ? "\n      WHERE" : source.Where + "\n        AND")} {column} = {key})";

    private static string[] Where(RowSource rows)
    {
        var where = rows.Where.Trim();
        return where.Length == 0 ? [] : [where["WHERE ".Length..]];
    }
}
