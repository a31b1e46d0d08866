using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Feed;

/// <summary>Groups rows. Values are computed first, so that groups use plain columns on every engine.</summary>
internal sealed class GroupSql(FeedRelation rows, ExpressionSql expressions, SqlDialect dialect)
{
    public FeedRelation Group(FeedStep.Group group)
    {
        var (inner, outer) = (new List<string>(), new List<string>());
        var names = new Dictionary<string, Term>();
        var keys = new List<Term>();
        foreach (var path in group.By)
        {
            var term = rows.Resolve(path);
            if (term.Kind == FeedPropertyType.Texts)
            {
                throw Refused($"Rows are not grouped by '{string.Join('/', path)}', which has several values.", "Group the set EngagementDomains or EngagementParticipants instead.");
            }

            var column = $"k{keys.Count}";
            inner.Add($"{term.Exact} AS {column}");
            outer.Add($"g.{column}");
            names[string.Join('/', path)] = Column(column, term with { Needs = null });
            keys.Add(names[string.Join('/', path)]);
        }

        var grouped = string.Join(", ", outer);
        foreach (var aggregate in group.Aggregates)
        {
            var column = $"a{names.Count}";
            if (!names.TryAdd(aggregate.Name, Aggregate(aggregate, column, group.By, inner, outer)))
            {
                throw new FeedQueryException(new Problem(ErrorCodes.NamedTwice, $"'{SafeText.Of(aggregate.Name)}' is named twice.", "Give each aggregate its own name."));
            }
        }

        if (inner.Count == 0)
        {
            inner.Add("1 AS n");
        }

        var select = $"""
            SELECT {string.Join(", ", outer.Select((o, i) => i < keys.Count ? $"{o} AS k{i}" : o))}
            FROM (SELECT {string.Join(", ", inner)}
            {rows.Text}) g{(keys.Count == 0 ? string.Empty : $"\nGROUP BY {grouped}")}
            """;
        return FeedRelation.Derived(select, "r", names, keys.Count == 0 ? [names.Values.First()] : keys, rows.With, dialect);
    }

    private Term Aggregate(FeedAggregate aggregate, string column, IReadOnlyList<IReadOnlyList<string>> by, List<string> inner, List<string> outer)
    {
        if (aggregate.Of is not { } of)
        {
            outer.Add($"{dialect.CountRows} AS {column}");
            return new Term($"r.{column}", FeedPropertyType.Long, false) { Needs = [] };
        }

        var term = expressions.Value(of);
        if (aggregate.Method is FeedMethod.Sum or FeedMethod.Average)
        {
            CheckAdditive(aggregate, term, by);
        }

        if (term.Kind is FeedPropertyType.Texts or FeedPropertyType.Flag && aggregate.Method != FeedMethod.CountDistinct)
        {
            throw Refused($"'{SafeText.Of(aggregate.Name)}' would be of {term.Sort}.", "Use min or max of numbers, texts and dates.");
        }

        var argument = $"v{inner.Count}";
        inner.Add($"{term.Exact} AS {argument}");
        var value = term.IsWhole || term.Raw is not null ? dialect.Big($"g.{argument}") : $"g.{argument}";
        outer.Add(aggregate.Method switch
        {
            FeedMethod.Sum => $"SUM({value})",
            FeedMethod.Min => $"MIN(g.{argument})",
            FeedMethod.Max => $"MAX(g.{argument})",
            FeedMethod.Average => $"({dialect.Real($"SUM({value})")} / NULLIF(COUNT(g.{argument}) * {term.Divisor}, 0))",
            _ => dialect.Big($"COUNT(DISTINCT g.{argument})"),
        } + $" AS {column}");
        return aggregate.Method switch
        {
            FeedMethod.Sum => Column(column, term with { Kind = term.IsWhole ? FeedPropertyType.Long : term.Kind, IsNullable = true }),
            FeedMethod.Average => new Term($"r.{column}", FeedPropertyType.Real, true),
            FeedMethod.CountDistinct => new Term($"r.{column}", FeedPropertyType.Long, false),
            _ => Column(column, term with { IsNullable = true, Needs = null }),
        };
    }

    private Term Column(string column, Term of) => of with
    {
        Sql = of.Raw is null ? $"r.{column}" : FeedRelation.Divided(dialect, $"r.{column}", of.Divisor, of.Kind),
        Raw = of.Raw is null ? null : $"r.{column}",
        Elements = null,
    };

    private static void CheckAdditive(FeedAggregate aggregate, Term term, IReadOnlyList<IReadOnlyList<string>> by)
    {
        if (!term.IsNumber)
        {
            throw Refused($"'{SafeText.Of(aggregate.Name)}' adds up {term.Sort}.", "Add up numbers.");
        }

        if (term.Needs is not { } needs)
        {
            throw NotAdditive(aggregate, "its values are not measures, or are distinct counts, averages or extremes themselves", "Use min, max or countdistinct, or another measure.");
        }

        var grouped = by.Select(p => string.Join('/', p)).ToHashSet();
        if (needs.FirstOrDefault(n => !n.Names.Any(grouped.Contains)) is { } missing)
        {
            throw NotAdditive(
                aggregate,
                $"the measure does not add up over {missing.Over}: engagements with several members would count several times",
                missing.Names.Count > 0
                    ? $"Group by {missing.Names[^1]} too, use an allocated measure, or use /api/v1/aggregates, which counts each engagement once."
                    : "Use the set of the measure, or /api/v1/aggregates, which counts each engagement once.");
        }
    }

    private static FeedQueryException NotAdditive(FeedAggregate aggregate, string why, string hint) => new(new Problem(
        ErrorCodes.NotAdditive, $"'{SafeText.Of(aggregate.Name)}' would be a wrong number: {why}.", hint));

    private static FeedQueryException Refused(string message, string hint) => new(new Problem(ErrorCodes.WrongOperand, message, hint));
}
