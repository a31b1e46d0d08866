using Reporting.Engine.Feed;

namespace Reporting.TestWarehouses.Feed;

/// <summary>Random valid queries: those of common tools, and others that the rules allow.</summary>
public sealed class RandomFeedQueries(Random random, EntitySets sets, FeedOracle oracle)
{
    private static readonly string[] Asked = ["Engagements", "Engagements", "Engagements", "EngagementDomains", "EngagementRelations", "EngagementsFlat", "Domains", "Places", "EngagementTypes", "Participants"];
    private static readonly string[] Parts = ["a", "o", "O'B", "The ", "", "cyber", "%", "_", "É", " ", "[t", "😀"];

    public FeedQuery Next()
    {
        var set = sets[Pick(Asked)];
        if (random.Next(4) == 0 && set.Name is "Engagements" or "EngagementsFlat")
        {
            return Grouped(set);
        }

        var names = Properties(set).Where(p => p.Count == 1).Select(p => p[0]).ToList();
        return new FeedQuery
        {
            Set = set,
            Filter = random.Next(5) == 0 ? null : Condition(set, random.Next(3)),
            Columns = [.. names.Where(_ => random.Next(3) > 0).Append(set.Key.Name).Distinct().Select(n => new[] { n })],
            Order = Orders(set),
            Skip = random.Next(4) == 0 ? random.Next(10) : 0,
            Limit = random.Next(3) == 0 ? random.Next(12) : null,
            WithCount = random.Next(3) == 0,
        };
    }

    private FeedQuery Grouped(EntitySet set)
    {
        var paths = Properties(set).Where(p => Kind(set, p) is FeedPropertyType.Text or FeedPropertyType.Whole or FeedPropertyType.Day).OrderBy(_ => random.Next()).Take(random.Next(3)).ToList();
        var aggregates = new List<FeedAggregate> { new("N", FeedMethod.Count, null) };
        if (set.Name == "EngagementsFlat")
        {
            aggregates.Add(new("W", FeedMethod.Sum, new FeedExpression.Property(["Weight"])));
            aggregates.Add(new("M", FeedMethod.Sum, new FeedExpression.Property(["AllocatedAmountUsd"])));
        }
        else
        {
            aggregates.Add(new("H", Pick([FeedMethod.Sum, FeedMethod.Average, FeedMethod.Max]), new FeedExpression.Property(["Headcount"])));
            aggregates.Add(new("A", Pick([FeedMethod.Sum, FeedMethod.Min]), new FeedExpression.Property(["AmountUsd"])));
            aggregates.Add(new("D", FeedMethod.CountDistinct, new FeedExpression.Property(["Handling"])));
        }

        List<FeedStep> steps = random.Next(2) == 0 ? [new FeedStep.Filter(Condition(set, 1))] : [];
        steps.Add(new FeedStep.Group(paths, aggregates));
        return new FeedQuery
        {
            Set = set,
            Steps = steps,
            Filter = random.Next(3) == 0 ? new FeedExpression.Binary(FeedOperator.Greater, new FeedExpression.Property(["N"]), new FeedExpression.Constant((long)random.Next(4), FeedPropertyType.Long)) : null,
            Columns = [.. paths, .. aggregates.Select(a => new[] { a.Name })],
            Order = random.Next(2) == 0 ? [new FeedOrder(new FeedExpression.Property(["N"]), random.Next(2) == 0)] : [],
            Limit = random.Next(3) == 0 ? random.Next(1, 6) : null,
        };
    }

    private List<FeedOrder> Orders(EntitySet set) =>
    [
        .. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(Properties(set).ToList())).DistinctBy(p => string.Join('/', p))
            .Select(p => Kind(set, p) == FeedPropertyType.Text && random.Next(3) == 0
                ? new FeedOrder(new FeedExpression.Call(FeedFunction.Length, [new FeedExpression.Property(p)]), random.Next(2) == 0)
                : new FeedOrder(new FeedExpression.Property(p), random.Next(2) == 0)),
    ];

    private FeedExpression Condition(EntitySet set, int depth) => depth == 0 ? Leaf(set) : random.Next(5) switch
    {
        0 => new FeedExpression.Not(Condition(set, depth - 1)),
        1 or 2 => new FeedExpression.Binary(FeedOperator.And, Condition(set, depth - 1), Condition(set, depth - 1)),
        3 => new FeedExpression.Binary(FeedOperator.Or, Condition(set, depth - 1), Condition(set, depth - 1)),
        _ => Leaf(set),
    };

    private FeedExpression Leaf(EntitySet set)
    {
        if (set.Name == "Engagements" && random.Next(5) == 0)
        {
            return OverCodes();
        }

        var path = Pick(Properties(set).ToList());
        var property = new FeedExpression.Property(path);
        var kind = Kind(set, path);
        var value = Like(set, path);
        if (random.Next(12) == 0 && kind != FeedPropertyType.Flag)
        {
            return new FeedExpression.Binary(Pick([FeedOperator.Equal, FeedOperator.NotEqual]), property, new FeedExpression.Constant(null, kind));
        }

        return kind switch
        {
            FeedPropertyType.Text => TextLeaf(property, (string)value),
            FeedPropertyType.Flag => random.Next(2) == 0 ? property : new FeedExpression.Binary(FeedOperator.NotEqual, property, new FeedExpression.Constant(true, FeedPropertyType.Flag)),
            FeedPropertyType.Day when random.Next(2) == 0 => new FeedExpression.Binary(
                Comparison(), new FeedExpression.Call(Pick([FeedFunction.Year, FeedFunction.Month, FeedFunction.Day]), [property]), new FeedExpression.Constant((long)random.Next(1, 13), FeedPropertyType.Long)),
            FeedPropertyType.Day or FeedPropertyType.Instant => random.Next(4) == 0 && kind == FeedPropertyType.Day
                ? new FeedExpression.In(property, [new(value, kind), new(Like(set, path), kind)])
                : new FeedExpression.Binary(Comparison(), property, new FeedExpression.Constant(value, kind)),
            _ => NumberLeaf(property, kind, value),
        };
    }

    private FeedExpression OverCodes()
    {
        var collection = new FeedExpression.Property([Pick(["DomainCodes", "ParticipantCodes", "CountryCodes"])]);
        var element = new FeedExpression.Element("c");
        var code = new FeedExpression.Constant(Pick(["ai", "cyber", "IN", "IL", "p-rana", "acme", "none"]), FeedPropertyType.Text);
        return random.Next(6) switch
        {
            0 => new FeedExpression.Binary(Comparison(), new FeedExpression.CountOf(collection), new FeedExpression.Constant((long)random.Next(4), FeedPropertyType.Long)),
            1 => new FeedExpression.Lambda(false, collection, string.Empty, null),
            2 => new FeedExpression.Lambda(true, collection, "c", new FeedExpression.Not(new FeedExpression.Binary(FeedOperator.Equal, element, code))),
            3 => new FeedExpression.Lambda(false, collection, "c", new FeedExpression.Call(FeedFunction.Contains, [element, new FeedExpression.Constant(Pick(["a", "I", "-"]), FeedPropertyType.Text)])),
            _ => new FeedExpression.Lambda(false, collection, "c", new FeedExpression.Binary(FeedOperator.Equal, element, code)),
        };
    }

    private FeedExpression TextLeaf(FeedExpression property, string like)
    {
        var part = new FeedExpression.Constant(random.Next(3) == 0 && like.Length > 1 ? like[..(char.IsHighSurrogate(like[0]) ? 2 : 1)] : Pick(Parts), FeedPropertyType.Text);
        var value = new FeedExpression.Constant(like, FeedPropertyType.Text);
        return random.Next(9) switch
        {
            0 => new FeedExpression.Call(Pick([FeedFunction.Contains, FeedFunction.StartsWith, FeedFunction.EndsWith]), [property, part]),
            1 => new FeedExpression.In(property, [value, part]),
            2 => new FeedExpression.Binary(Comparison(), new FeedExpression.Call(FeedFunction.Length, [property]), new FeedExpression.Constant((long)random.Next(20), FeedPropertyType.Long)),
            3 => new FeedExpression.Call(FeedFunction.Contains, [new FeedExpression.Call(FeedFunction.ToLower, [property]), new FeedExpression.Constant(part.Value!.ToString()!.ToLowerInvariant(), FeedPropertyType.Text)]),
            4 => new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Call(FeedFunction.ToUpper, [property]), new FeedExpression.Constant(like.ToUpperInvariant(), FeedPropertyType.Text)),
            5 => new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Call(FeedFunction.Substring, [property, new FeedExpression.Constant(1L, FeedPropertyType.Long), new FeedExpression.Constant(2L, FeedPropertyType.Long)]), part),
            6 => new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Call(FeedFunction.Trim, [new FeedExpression.Call(FeedFunction.Concat, [property, new FeedExpression.Constant("  ", FeedPropertyType.Text)])]), value),
            _ => new FeedExpression.Binary(Comparison(), property, value),
        };
    }

    private FeedExpression NumberLeaf(FeedExpression property, FeedPropertyType kind, object value)
    {
        FeedExpression left = property;
        if (random.Next(3) == 0)
        {
            var by = kind == FeedPropertyType.Whole ? new FeedExpression.Constant((long)random.Next(0, 5), FeedPropertyType.Long) : new FeedExpression.Constant(random.Next(5) * 0.5m, FeedPropertyType.Decimal);
            left = new FeedExpression.Binary(Pick([FeedOperator.Add, FeedOperator.Subtract, FeedOperator.Multiply, FeedOperator.Divide, FeedOperator.Modulo]), property, by);
        }
        else if (random.Next(3) == 0 && kind != FeedPropertyType.Whole)
        {
            left = new FeedExpression.Call(Pick([FeedFunction.Round, FeedFunction.Floor, FeedFunction.Ceiling]), [property]);
        }

        return new FeedExpression.Binary(Comparison(), left, new FeedExpression.Constant(value is double real ? (decimal)Math.Round(real, 3) : value, value is long ? FeedPropertyType.Long : FeedPropertyType.Decimal));
    }

    // An existing value, so that queries find rows.
    private object Like(EntitySet set, IReadOnlyList<string> path)
    {
        var values = oracle.Rows[set.Name].Select(r => FeedEvaluator.At(path, r)).OfType<object>().ToList();
        return values.Count > 0 ? Pick(values) : Kind(set, path) switch
        {
            FeedPropertyType.Text => "none",
            FeedPropertyType.Day => 2024_01_01L,
            FeedPropertyType.Flag => true,
            FeedPropertyType.Decimal => 1m,
            FeedPropertyType.Real => 0.5,
            _ => 1L,
        };
    }

    private IEnumerable<IReadOnlyList<string>> Properties(EntitySet set)
    {
        var row = oracle.Rows[set.Name].FirstOrDefault();
        foreach (var (name, value) in row ?? new Dictionary<string, object?> { [set.Key.Name] = null })
        {
            if (value is IReadOnlyDictionary<string, object?> other)
            {
                foreach (var inner in other.Where(o => o.Value is not (IReadOnlyDictionary<string, object?> or IReadOnlyList<string>)))
                {
                    yield return [name, inner.Key];
                }
            }
            else if (value is not IReadOnlyList<string>)
            {
                yield return [name];
            }
        }
    }

    private FeedPropertyType Kind(EntitySet set, IReadOnlyList<string> path)
    {
        foreach (var step in path.Take(path.Count - 1))
        {
            set = sets[set.Navigation(step)!.Target];
        }

        return set.Property(path[^1])!.Kind;
    }

    private FeedOperator Comparison() => (FeedOperator)random.Next((int)FeedOperator.Equal, (int)FeedOperator.Add);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
