using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Feed;

/// <summary>Rows between two steps: their source, their conditions, and the meaning of each name in them.</summary>
internal sealed class FeedRelation
{
    private const int MaxNavigations = 6;

    private readonly SqlDialect _dialect;
    private readonly string _from;
    private readonly Dictionary<string, Term> _names = [];
    private readonly List<string> _conditions = [];
    private readonly List<string> _joins = [];
    private readonly Dictionary<string, (EntitySet Set, string Alias, bool IsNullable)> _reached = [];
    private readonly EntitySets? _sets;

    private FeedRelation(SqlDialect dialect, string from, EntitySets? sets, IReadOnlyList<Term> keys) =>
        (_dialect, _from, _sets, Keys) = (dialect, from, sets, keys);

    /// <summary>The WITH clause of the statement.</summary>
    public string With { get; private init; } = string.Empty;

    /// <summary>Terms that together differ in each row.</summary>
    public IReadOnlyList<Term> Keys { get; }

    /// <summary>The set, as long as the rows are still its own.</summary>
    public EntitySet? Set { get; private init; }

    public string Text =>
        _from + string.Concat(_joins.Select(j => "\n" + j)) + (_conditions.Count == 0 ? string.Empty : "\nWHERE " + string.Join("\n  AND ", _conditions));

    /// <summary>The rows of a set.</summary>
    public static FeedRelation Of(EntitySet set, FeedSource source, EntitySets sets, SqlDialect dialect)
    {
        IReadOnlyList<Term> keys = set.KeyColumns.Count == 0
            ? [Property(set.Key, set.Alias, dialect, isNullable: false)]
            : [.. set.KeyColumns.Select(Column)];
        if (set.Rows is FeedRows.Aggregates { By.Count: 2 })
        {
            keys = [new Term("c.k0", FeedPropertyType.Whole, false), new Term(dialect.Functions.Ordinal("n1.Code"), FeedPropertyType.Text, false)];
        }

        var relation = new FeedRelation(dialect, source.From, sets, keys) { With = source.With, Set = set };
        relation._reached[string.Empty] = (set, set.Alias, false);
        relation._conditions.AddRange(source.Conditions);
        return relation;

        Term Column(string column) => set.Property(column) is { Kind: FeedPropertyType.Text } text
            ? Property(text, set.Alias, dialect, isNullable: false)
            : new Term(column.Contains('.', StringComparison.Ordinal) ? column : $"{set.Alias}.{column}", FeedPropertyType.Whole, false);
    }

    /// <summary>The rows of a statement by name; the keys are its columns.</summary>
    public static FeedRelation Derived(string select, string alias, IReadOnlyDictionary<string, Term> names, IReadOnlyList<Term> keys, string with, SqlDialect dialect)
    {
        var relation = new FeedRelation(dialect, $"FROM (\n{select}) {alias}", null, keys) { With = with };
        foreach (var (name, term) in names)
        {
            relation._names[name] = term;
        }

        return relation;
    }

    public void Where(string condition) => _conditions.Add(condition);

    public void Name(string name, Term term) => _names[name] = term;

    public Term Resolve(IReadOnlyList<string> path)
    {
        var name = string.Join('/', path);
        if (_names.TryGetValue(name, out var term))
        {
            return term;
        }

        if (_sets is null)
        {
            throw Unknown(name, _names.Keys);
        }

        var (set, alias, isNullable) = Reach(path, path.Count - 1);
        var property = set.Property(path[^1]) ?? throw Unknown(path[^1], set.Properties.Select(p => p.Name).Concat(_names.Keys));
        term = Property(property, alias, _dialect, isNullable);
        // A value that several of these rows repeat does not add up over them.
        return _names[name] = path.Count == 1 || term.Needs is null ? term : term with { Needs = [new FeedGroupingRequirement("the rows that it is repeated in", [])] };
    }

    private (EntitySet Set, string Alias, bool IsNullable) Reach(IReadOnlyList<string> path, int count)
    {
        var name = string.Join('/', path.Take(count));
        if (_reached.TryGetValue(name, out var known))
        {
            return known;
        }

        if (count > MaxNavigations)
        {
            throw new FeedQueryException(new Problem(ErrorCodes.TooComplex, "The path is too long.", $"Use at most {MaxNavigations} navigations."));
        }

        var (set, alias, isNullable) = Reach(path, count - 1);
        var navigation = set.Navigation(path[count - 1]) ?? throw Unknown(path[count - 1], set.Navigations.Select(n => n.Name));
        var target = _sets![navigation.Target];
        var (next, optional) = ($"v{_reached.Count}", isNullable || navigation.IsNullable);
        _joins.Add($"{(optional ? "LEFT JOIN" : "JOIN")} {target.Table} {next} ON {next}.{target.Key.Name} = {set.Property(navigation.Property)!.Sql(_dialect, alias)}");
        return _reached[name] = (target, next, optional);
    }

    private static Term Property(FeedProperty property, string alias, SqlDialect dialect, bool isNullable)
    {
        if (property.Elements is { } elements)
        {
            return new Term(dialect.Functions.Listed(elements.Code, elements.Of(alias)), FeedPropertyType.Texts, true) { Elements = (elements, alias) };
        }

        var sql = property.Sql(dialect, alias);
        return new Term(property.Divisor == 1 ? sql : Divided(dialect, sql, property.Divisor, property.Kind), property.Kind, property.IsNullable || isNullable)
        {
            Raw = property.Divisor == 1 ? null : sql, Divisor = property.Divisor, Needs = property.Needs,
        };
    }

    /// <summary>The value in SQL, rounded like the value that the feed shows. Hundredths and exact numbers need no rounding.</summary>
    public static string Divided(SqlDialect dialect, string raw, long divisor, FeedPropertyType kind)
    {
        var quotient = $"({dialect.Real(raw)} / {divisor})";
        return kind == FeedPropertyType.Decimal && divisor != 100 ? dialect.Rounded(quotient, FeedQuotient.Places) : quotient;
    }

    private static FeedQueryException Unknown(string name, IEnumerable<string> known) => new(new Problem(
        ErrorCodes.UnknownProperty, $"There is no property '{SafeText.Of(name)}'.", NearestName.Hint(name, known, "See /odata/$metadata.")));
}
