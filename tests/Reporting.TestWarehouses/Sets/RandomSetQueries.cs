using Reporting.Engine.Sets;

namespace Reporting.TestWarehouses.Sets;

/// <summary>Random questions that are valid: what tools ask, and what the rules allow beside.</summary>
public sealed class RandomSetQueries(Random random, EntitySets sets, SetOracle oracle)
{
    private static readonly string[] Asked = ["Engagements", "Engagements", "Engagements", "EngagementDomains", "EngagementsFlat", "Domains", "Places", "EngagementTypes", "Participants"];
    private static readonly string[] Parts = ["a", "o", "O'B", "The ", "", "cyber", "%", "_", "É", " ", "[t", "😀"];

    public SetQuery Next()
    {
        var set = sets[Pick(Asked)];
        if (random.Next(4) == 0 && set.Name is "Engagements" or "EngagementsFlat")
        {
            return Grouped(set);
        }

        var names = Properties(set).Where(p => p.Count == 1).Select(p => p[0]).ToList();
        return new SetQuery
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

    private SetQuery Grouped(EntitySet set)
    {
        var paths = Properties(set).Where(p => Kind(set, p) is SetKind.Text or SetKind.Whole or SetKind.Day).OrderBy(_ => random.Next()).Take(random.Next(3)).ToList();
        var aggregates = new List<SetAggregate> { new("N", SetMethod.Count, null) };
        if (set.Name == "EngagementsFlat")
        {
            aggregates.Add(new("W", SetMethod.Sum, new SetExpression.Property(["Weight"])));
            aggregates.Add(new("M", SetMethod.Sum, new SetExpression.Property(["AllocatedAmountUsd"])));
        }
        else
        {
            aggregates.Add(new("H", Pick([SetMethod.Sum, SetMethod.Average, SetMethod.Max]), new SetExpression.Property(["Headcount"])));
            aggregates.Add(new("A", Pick([SetMethod.Sum, SetMethod.Min]), new SetExpression.Property(["AmountUsd"])));
            aggregates.Add(new("D", SetMethod.CountDistinct, new SetExpression.Property(["Handling"])));
        }

        List<SetStep> steps = random.Next(2) == 0 ? [new SetStep.Filter(Condition(set, 1))] : [];
        steps.Add(new SetStep.Group(paths, aggregates));
        return new SetQuery
        {
            Set = set,
            Steps = steps,
            Filter = random.Next(3) == 0 ? new SetExpression.Binary(SetOperator.Greater, new SetExpression.Property(["N"]), new SetExpression.Constant((long)random.Next(4), SetKind.Long)) : null,
            Columns = [.. paths, .. aggregates.Select(a => new[] { a.Name })],
            Order = random.Next(2) == 0 ? [new SetOrder(new SetExpression.Property(["N"]), random.Next(2) == 0)] : [],
            Limit = random.Next(3) == 0 ? random.Next(1, 6) : null,
        };
    }

    private List<SetOrder> Orders(EntitySet set) =>
    [
        .. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(Properties(set).ToList())).DistinctBy(p => string.Join('/', p))
            .Select(p => Kind(set, p) == SetKind.Text && random.Next(3) == 0
                ? new SetOrder(new SetExpression.Call(SetFunction.Length, [new SetExpression.Property(p)]), random.Next(2) == 0)
                : new SetOrder(new SetExpression.Property(p), random.Next(2) == 0)),
    ];

    private SetExpression Condition(EntitySet set, int depth) => depth == 0 ? Leaf(set) : random.Next(5) switch
    {
        0 => new SetExpression.Not(Condition(set, depth - 1)),
        1 or 2 => new SetExpression.Binary(SetOperator.And, Condition(set, depth - 1), Condition(set, depth - 1)),
        3 => new SetExpression.Binary(SetOperator.Or, Condition(set, depth - 1), Condition(set, depth - 1)),
        _ => Leaf(set),
    };

    private SetExpression Leaf(EntitySet set)
    {
        if (set.Name == "Engagements" && random.Next(5) == 0)
        {
            return OverCodes();
        }

        var path = Pick(Properties(set).ToList());
        var property = new SetExpression.Property(path);
        var kind = Kind(set, path);
        var value = Like(set, path);
        if (random.Next(12) == 0 && kind != SetKind.Flag)
        {
            return new SetExpression.Binary(Pick([SetOperator.Equal, SetOperator.NotEqual]), property, new SetExpression.Constant(null, kind));
        }

        return kind switch
        {
            SetKind.Text => TextLeaf(property, (string)value),
            SetKind.Flag => random.Next(2) == 0 ? property : new SetExpression.Binary(SetOperator.NotEqual, property, new SetExpression.Constant(true, SetKind.Flag)),
            SetKind.Day when random.Next(2) == 0 => new SetExpression.Binary(
                Comparison(), new SetExpression.Call(Pick([SetFunction.Year, SetFunction.Month, SetFunction.Day]), [property]), new SetExpression.Constant((long)random.Next(1, 13), SetKind.Long)),
            SetKind.Day or SetKind.Instant => random.Next(4) == 0 && kind == SetKind.Day
                ? new SetExpression.In(property, [new(value, kind), new(Like(set, path), kind)])
                : new SetExpression.Binary(Comparison(), property, new SetExpression.Constant(value, kind)),
            _ => NumberLeaf(property, kind, value),
        };
    }

    private SetExpression OverCodes()
    {
        var collection = new SetExpression.Property([Pick(["DomainCodes", "ParticipantCodes", "CountryCodes"])]);
        var element = new SetExpression.Element("c");
        var code = new SetExpression.Constant(Pick(["ai", "cyber", "IN", "IL", "p-rana", "acme", "none"]), SetKind.Text);
        return random.Next(6) switch
        {
            0 => new SetExpression.Binary(Comparison(), new SetExpression.CountOf(collection), new SetExpression.Constant((long)random.Next(4), SetKind.Long)),
            1 => new SetExpression.Lambda(false, collection, string.Empty, null),
            2 => new SetExpression.Lambda(true, collection, "c", new SetExpression.Not(new SetExpression.Binary(SetOperator.Equal, element, code))),
            3 => new SetExpression.Lambda(false, collection, "c", new SetExpression.Call(SetFunction.Contains, [element, new SetExpression.Constant(Pick(["a", "I", "-"]), SetKind.Text)])),
            _ => new SetExpression.Lambda(false, collection, "c", new SetExpression.Binary(SetOperator.Equal, element, code)),
        };
    }

    private SetExpression TextLeaf(SetExpression property, string like)
    {
        var part = new SetExpression.Constant(random.Next(3) == 0 && like.Length > 1 ? like[..(char.IsHighSurrogate(like[0]) ? 2 : 1)] : Pick(Parts), SetKind.Text);
        var value = new SetExpression.Constant(like, SetKind.Text);
        return random.Next(9) switch
        {
            0 => new SetExpression.Call(Pick([SetFunction.Contains, SetFunction.StartsWith, SetFunction.EndsWith]), [property, part]),
            1 => new SetExpression.In(property, [value, part]),
            2 => new SetExpression.Binary(Comparison(), new SetExpression.Call(SetFunction.Length, [property]), new SetExpression.Constant((long)random.Next(20), SetKind.Long)),
            3 => new SetExpression.Call(SetFunction.Contains, [new SetExpression.Call(SetFunction.ToLower, [property]), new SetExpression.Constant(part.Value!.ToString()!.ToLowerInvariant(), SetKind.Text)]),
            4 => new SetExpression.Binary(SetOperator.Equal, new SetExpression.Call(SetFunction.ToUpper, [property]), new SetExpression.Constant(like.ToUpperInvariant(), SetKind.Text)),
            5 => new SetExpression.Binary(SetOperator.Equal, new SetExpression.Call(SetFunction.Substring, [property, new SetExpression.Constant(1L, SetKind.Long), new SetExpression.Constant(2L, SetKind.Long)]), part),
            6 => new SetExpression.Binary(SetOperator.Equal, new SetExpression.Call(SetFunction.Trim, [new SetExpression.Call(SetFunction.Concat, [property, new SetExpression.Constant("  ", SetKind.Text)])]), value),
            _ => new SetExpression.Binary(Comparison(), property, value),
        };
    }

    private SetExpression NumberLeaf(SetExpression property, SetKind kind, object value)
    {
        SetExpression left = property;
        if (random.Next(3) == 0)
        {
            var by = kind == SetKind.Whole ? new SetExpression.Constant((long)random.Next(0, 5), SetKind.Long) : new SetExpression.Constant(random.Next(5) * 0.5m, SetKind.Decimal);
            left = new SetExpression.Binary(Pick([SetOperator.Add, SetOperator.Subtract, SetOperator.Multiply, SetOperator.Divide, SetOperator.Modulo]), property, by);
        }
        else if (random.Next(3) == 0 && kind != SetKind.Whole)
        {
            left = new SetExpression.Call(Pick([SetFunction.Round, SetFunction.Floor, SetFunction.Ceiling]), [property]);
        }

        return new SetExpression.Binary(Comparison(), left, new SetExpression.Constant(value is double real ? (decimal)Math.Round(real, 3) : value, value is long ? SetKind.Long : SetKind.Decimal));
    }

    // A value that occurs, so that questions find something.
    private object Like(EntitySet set, IReadOnlyList<string> path)
    {
        var values = oracle.Rows[set.Name].Select(r => SetEvaluator.At(path, r)).OfType<object>().ToList();
        return values.Count > 0 ? Pick(values) : Kind(set, path) switch
        {
            SetKind.Text => "none",
            SetKind.Day => 2024_01_01L,
            SetKind.Flag => true,
            SetKind.Decimal => 1m,
            SetKind.Real => 0.5,
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

    private SetKind Kind(EntitySet set, IReadOnlyList<string> path)
    {
        foreach (var step in path.Take(path.Count - 1))
        {
            set = sets[set.Navigation(step)!.Target];
        }

        return set.Property(path[^1])!.Kind;
    }

    private SetOperator Comparison() => (SetOperator)random.Next((int)SetOperator.Equal, (int)SetOperator.Add);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
