using Reporting.Engine.Sets;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql;

/// <summary>Groups rows: the values are computed first, so that what a group is made of are plain columns on every engine.</summary>
internal sealed class GroupSql(SetRelation rows, ExpressionSql expressions, SqlDialect dialect)
{
    public SetRelation Group(SetStep.Group group)
    {
        var (inner, outer) = (new List<string>(), new List<string>());
        var names = new Dictionary<string, Term>();
        var keys = new List<Term>();
        foreach (var path in group.By)
        {
            var term = rows.Resolve(path);
            if (term.Kind == SetKind.Texts)
            {
                throw Refused($"Rows are not grouped by '{string.Join('/', path)}', which has many values.", "Group the set EngagementDomains or EngagementParticipants instead.");
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
                throw new SetRefusalException(new Problem(ProblemKind.Invalid, "named-twice", $"'{Shown.Of(aggregate.Name)}' is named twice.", "Give each aggregate a name of its own."));
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
        return SetRelation.Derived(select, "r", names, keys.Count == 0 ? [names.Values.First()] : keys, rows.With, dialect);
    }

    private Term Aggregate(SetAggregate aggregate, string column, IReadOnlyList<IReadOnlyList<string>> by, List<string> inner, List<string> outer)
    {
        if (aggregate.Of is not { } of)
        {
            outer.Add($"{dialect.CountRows} AS {column}");
            return new Term($"r.{column}", SetKind.Long, false) { Needs = [] };
        }

        var term = expressions.Value(of);
        if (aggregate.Method is SetMethod.Sum or SetMethod.Average)
        {
            CheckAdditive(aggregate, term, by);
        }

        if (term.Kind is SetKind.Texts or SetKind.Flag && aggregate.Method != SetMethod.CountDistinct)
        {
            throw Refused($"'{Shown.Of(aggregate.Name)}' would be of {term.Sort}.", "Take min or max of numbers, texts and dates.");
        }

        var argument = $"v{inner.Count}";
        inner.Add($"{term.Exact} AS {argument}");
        var value = term.IsWhole || term.Raw is not null ? dialect.Big($"g.{argument}") : $"g.{argument}";
        outer.Add(aggregate.Method switch
        {
            SetMethod.Sum => $"SUM({value})",
            SetMethod.Min => $"MIN(g.{argument})",
            SetMethod.Max => $"MAX(g.{argument})",
            SetMethod.Average => $"({dialect.Real($"SUM({value})")} / NULLIF(COUNT(g.{argument}) * {term.Divisor}, 0))",
            _ => dialect.Big($"COUNT(DISTINCT g.{argument})"),
        } + $" AS {column}");
        return aggregate.Method switch
        {
            SetMethod.Sum => Column(column, term with { Kind = term.IsWhole ? SetKind.Long : term.Kind, IsNullable = true }),
            SetMethod.Average => new Term($"r.{column}", SetKind.Real, true),
            SetMethod.CountDistinct => new Term($"r.{column}", SetKind.Long, false),
            _ => Column(column, term with { IsNullable = true, Needs = null }),
        };
    }

    private Term Column(string column, Term of) => of with
    {
        Sql = of.Raw is null ? $"r.{column}" : SetRelation.Divided(dialect, $"r.{column}", of.Divisor),
        Raw = of.Raw is null ? null : $"r.{column}",
        Elements = null,
    };

    private static void CheckAdditive(SetAggregate aggregate, Term term, IReadOnlyList<IReadOnlyList<string>> by)
    {
        if (!term.IsNumber)
        {
            throw Refused($"'{Shown.Of(aggregate.Name)}' adds up {term.Sort}.", "Add up numbers.");
        }

        if (term.Needs is not { } needs)
        {
            throw NotAdditive(aggregate, "it is made of values that are no measures, or that are themselves distinct counts, averages or extremes", "Take min, max or countdistinct of it, or another measure.");
        }

        var grouped = by.Select(p => string.Join('/', p)).ToHashSet();
        if (needs.FirstOrDefault(n => !n.Names.Any(grouped.Contains)) is { } missing)
        {
            throw NotAdditive(
                aggregate,
                $"the measure does not add up over {missing.Over}: what is in several members would count several times",
                missing.Names.Count > 0
                    ? $"Group by {missing.Names[^1]} too, take an allocated measure, or ask /api/v1/aggregates, which counts each engagement once."
                    : "Ask the set that the measure stands in, or /api/v1/aggregates, which counts each engagement once.");
        }
    }

    private static SetRefusalException NotAdditive(SetAggregate aggregate, string why, string hint) => new(new Problem(
        ProblemKind.Unanswerable, "not-additive", $"'{Shown.Of(aggregate.Name)}' would be a wrong number: {why}.", hint));

    private static SetRefusalException Refused(string message, string hint) => new(new Problem(ProblemKind.Invalid, "wrong-operand", message, hint));
}
