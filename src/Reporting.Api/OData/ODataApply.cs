using System.Text.RegularExpressions;
using Microsoft.OData.UriParser.Aggregation;
using Reporting.Engine.Feed;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>Converts $apply into feed steps.</summary>
internal static partial class ODataApply
{
    private const int MaxBranches = 10;
    private const string Concat = "concat(";

    /// <summary>
    /// Splits $apply into pipelines, whose rows are concatenated. Only a final concat gives more than one; the parser does not support concat.
    /// </summary>
    public static IReadOnlyList<string> Pipelines(string apply)
    {
        if (string.IsNullOrWhiteSpace(apply))
        {
            throw Malformed("$apply has an empty part.");
        }

        if (UnsupportedNames().Match(Quoted().Replace(apply, "''")) is { Success: true } other)
        {
            throw Unsupported($"{other.Groups["name"].Value} in $apply");
        }

        var parts = Split(apply, '/');
        var at = parts.FindIndex(p => p.TrimStart().StartsWith(Concat, StringComparison.Ordinal));
        if (at < 0)
        {
            return [apply];
        }

        var last = parts[at].Trim();
        if (at != parts.Count - 1)
        {
            throw Unsupported("A transformation after concat");
        }

        if (last[^1] != ')')
        {
            throw Malformed("concat in $apply has no closing parenthesis.");
        }

        var prefix = string.Join('/', parts.Take(at));
        var branches = Split(last[Concat.Length..^1], ',').SelectMany(Pipelines).Select(b => prefix.Length == 0 ? b : $"{prefix}/{b}").ToList();
        return branches.Count <= MaxBranches ? branches : throw TooComplex($"concat in $apply has more than {MaxBranches} branches.");
    }

    public static IReadOnlyList<FeedStep> Steps(ApplyClause clause, EntitySet set, ODataExpressions expressions) => [.. clause.Transformations.SelectMany(t => Step(t, set, expressions))];

    private static IEnumerable<FeedStep> Step(TransformationNode node, EntitySet set, ODataExpressions expressions) => node switch
    {
        FilterTransformationNode filter => [new FeedStep.Filter(expressions.Of(filter.FilterClause.Expression))],
        ComputeTransformationNode compute => [new FeedStep.Compute([.. compute.Expressions.Select(c => new FeedComputed(Named(c.Alias, set), expressions.Of(c.Expression)))])],
        AggregateTransformationNode aggregate => [new FeedStep.Group([], Aggregates(aggregate, set, expressions))],
        GroupByTransformationNode group => [new FeedStep.Group([.. group.GroupingProperties.SelectMany(p => Paths(p, []))], group.ChildTransformations switch
        {
            null => [],
            AggregateTransformationNode aggregate => Aggregates(aggregate, set, expressions),
            var other => throw Unsupported($"{other.Kind} within groupby"),
        })],
        _ => throw Unsupported($"The transformation {node.Kind} in $apply"),
    };

    private static IEnumerable<IReadOnlyList<string>> Paths(GroupByPropertyNode node, IReadOnlyList<string> prefix)
    {
        IReadOnlyList<string> path = [.. prefix, node.Name];
        return node.ChildTransformations.Count == 0 ? [path] : node.ChildTransformations.SelectMany(child => Paths(child, path));
    }

    private static List<FeedAggregate> Aggregates(AggregateTransformationNode node, EntitySet set, ODataExpressions expressions) =>
    [
        .. node.AggregateExpressions.Select(each => each is AggregateExpression aggregate
            ? new FeedAggregate(Named(aggregate.Alias, set), Method(aggregate), aggregate.Method == AggregationMethod.VirtualPropertyCount ? null : expressions.Of(aggregate.Expression))
            : throw Unsupported("An aggregate over a navigation to many")),
    ];

    private static FeedMethod Method(AggregateExpression aggregate) => aggregate.Method switch
    {
        AggregationMethod.Sum => FeedMethod.Sum,
        AggregationMethod.Min => FeedMethod.Min,
        AggregationMethod.Max => FeedMethod.Max,
        AggregationMethod.Average => FeedMethod.Average,
        AggregationMethod.CountDistinct => FeedMethod.CountDistinct,
        AggregationMethod.VirtualPropertyCount => FeedMethod.Count,
        _ => throw Unsupported($"The aggregation method '{aggregate.MethodDefinition.MethodLabel}'"),
    };

    // Transformations of the standard that the feed does not support. The parser would report them as misspelt.
    [GeneratedRegex(
        @"(^|[/(,])\s*((?<name>bottomcount|bottompercent|bottomsum|topcount|toppercent|topsum|search|expand|orderby|skip|top|rollup|rolluprecursive|ancestors|descendants|traverse|join|outerjoin|nest|addnested)\s*\(|(?<name>identity)\s*([/,)]|$))|\bas\s+\w+\s+(?<name>from)\s",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnsupportedNames();

    [GeneratedRegex("'[^']*'", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Quoted();

    private static string Named(string alias, EntitySet set) =>
        set.Property(alias) is null && set.Navigation(alias) is null ? alias : throw Malformed($"{set.Name} already has the name '{alias}'.", "Choose another name after 'as'.");

    // Splits at separators outside parentheses and quotation marks.
    private static List<string> Split(string text, char separator)
    {
        var (parts, depth, quoted, start) = (new List<string>(), 0, false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            quoted ^= c == '\'';
            depth += quoted ? 0 : c switch { '(' => 1, ')' => -1, _ => 0 };
            if (c == separator && !quoted && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
