using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sets;

namespace Reporting.Engine.Sql;

/// <summary>The rows of a set that a caller may see: the plan brings the caller's row rules, and here they always become conditions.</summary>
internal sealed record SetSource(string With, string From, IReadOnlyList<string> Conditions)
{
    public static SetSource Of(EntitySet set, QueryPlan plan, SqlValues values, SqlDialect dialect)
    {
        switch (set.Rows)
        {
            case SetRows.Links links:
                var rows = Rows(links.Set);
                return new SetSource(string.Empty, "FROM " + rows.From + links.Joins, Where(rows));
            case SetRows.Members members:
                return new SetSource(string.Empty, $"FROM {set.Table} t", [$"({string.Join("\n    OR ", members.Occurrences.Select(Occurs))})"]);
            case SetRows.Calendar:
                var seen = Rows(LinkSet.Engagement);
                var years = $"SELECT f.YearKey FROM {seen.From}{seen.Where} UNION SELECT f.EndDateKey / 10000 FROM {seen.From}{seen.Where}";
                return new SetSource(string.Empty, $"FROM {set.Table} t", [$"t.YearKey IN ({years})"]);
            default:
                var (with, from) = new LevelCompiler(plan, plan.By.Count, dialect, values).Source();
                return new SetSource(with, "FROM " + from, []);
        }

        RowSource Rows(LinkSet link) => new(plan with { By = [] }, [], link == LinkSet.Engagement ? [] : [link], needsFact: false, values, dialect);

        string Occurs(SetOccurrence occurrence)
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

    // Links have an index by member; engagements are gone through once.
    private static string Holds(RowSource source, string column, string key, LinkSet on) => on == LinkSet.Engagement
        ? $"{key} IN (SELECT {column} FROM {source.From}{source.Where})"
        : $"EXISTS (SELECT 1 FROM {source.From}{(source.Where.Length == 0 ? "\n      WHERE" : source.Where + "\n        AND")} {column} = {key})";

    private static string[] Where(RowSource rows)
    {
        var where = rows.Where.Trim();
        return where.Length == 0 ? [] : [where["WHERE ".Length..]];
    }
}
