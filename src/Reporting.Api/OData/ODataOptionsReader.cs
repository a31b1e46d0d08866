using Microsoft.OData;
using Microsoft.OData.UriParser;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>Reads the query options of a set into a query. $apply is read first, because other options may use the names that it defines.</summary>
internal sealed class ODataOptionsReader
{
    private const int MaxOrders = 20;

    private readonly EntitySet set;
    private readonly ODataUrl url;
    private readonly ODataModel model;
    private readonly ODataQueryOptionParser parser;
    private readonly ODataExpressions expressions;

    /// <param name="apply">One pipeline of $apply; null for none.</param>
    public ODataOptionsReader(EntitySet set, ODataUrl url, string? apply, ODataModel model, TimeProvider time)
    {
        (this.set, this.url, this.model) = (set, url, model);
        var parserOptions = url.Options.Where(o => o.Name is not (ODataUrl.KeyOption or "$apply" or "$format" or "$skiptoken")).ToDictionary(o => o.Name, o => InLists.Rewrite(o.Value));
        if (apply is not null)
        {
            parserOptions["$apply"] = InLists.Rewrite(apply);
        }

        var source = model.Set(set.Name);
        parser = new ODataQueryOptionParser(model.Edm, ((Microsoft.OData.Edm.IEdmCollectionType)source.Type).ElementType.Definition, source, parserOptions)
        {
            Settings = { MaximumExpansionDepth = 4, MaximumExpansionCount = 20 },
        };
        expressions = new ODataExpressions(model, parser.ParameterAliasNodes, url.Options.Select(o => o.Name).Where(n => n[0] == '@').ToHashSet(), time);
    }

    public int? Top() => Number(Parsed("$top", parser.ParseTop));

    public SelectExpandClause? SelectAndExpand() => Parsed("$select or $expand", parser.ParseSelectAndExpand);

    /// <param name="used">Receives the aliases that were used.</param>
    public (FeedQuery Query, JsonShape Shape, ODataOptionsReader Reader) Read(HashSet<string> used)
    {
        var apply = Parsed("$apply", parser.ParseApply);
        Parsed("$compute", parser.ParseCompute);
        var steps = apply is null ? [] : ODataApply.Steps(apply, set, expressions);
        var selection = new ODataSelection(model.Sets);
        var shape = Shape(steps, selection);
        var query = new FeedQuery
        {
            Set = set,
            Measures = url.Measures,
            Steps = steps,
            Filter = Filter(steps),
            Columns = selection.Columns,
            Order = Order(),
            Skip = Number(Parsed("$skip", parser.ParseSkip)) ?? 0,
            After = url["$skiptoken"] is not { } token ? null : SkipToken.Read(token) ?? throw new ODataQueryException(new Problem(
                ErrorCodes.MalformedSkiptoken, "The $skiptoken does not belong to this query.", "Use the @odata.nextLink of the previous page unchanged.")),
            WithCount = Parsed("$count", parser.ParseCount) ?? false,
        };
        used.UnionWith(expressions.Used);
        return (query, shape, this);
    }

    private FeedExpression? Filter(IReadOnlyList<FeedStep> steps)
    {
        var filter = Parsed("$filter", parser.ParseFilter) is { } clause ? expressions.Of(clause.Expression) : null;
        if (Parsed("$search", parser.ParseSearch) is not { } search)
        {
            return filter;
        }

        if (!set.IsSearched || steps.Count > 0)
        {
            throw Unsupported(steps.Count > 0 ? "$search with $apply" : $"$search in {set.Name}", "Use $filter with contains(…).");
        }

        var found = expressions.Search(search.Expression);
        return filter is null ? found : new FeedExpression.Binary(FeedOperator.And, filter, found);
    }

    private List<FeedOrder> Order()
    {
        var order = new List<FeedOrder>();
        for (var clause = Parsed("$orderby", parser.ParseOrderBy); clause is not null; clause = clause.ThenBy)
        {
            var by = expressions.Of(clause.Expression);
            if (!UsesProperty(by))
            {
                throw Malformed("$orderby has a constant term.", "Order by a property.");
            }

            order.Add(new FeedOrder(by, clause.Direction == OrderByDirection.Descending));
        }

        return order.Count <= MaxOrders ? order : throw TooComplex($"$orderby has more than {MaxOrders} terms.");
    }

    private JsonShape Shape(IReadOnlyList<FeedStep> steps, ODataSelection selection)
    {
        var last = steps.OfType<FeedStep.Group>().LastOrDefault();
        var computed = steps.SkipWhile(s => last is not null && s != last).OfType<FeedStep.Compute>().SelectMany(c => c.Values).Select(v => v.Name).ToList();
        if (last is null)
        {
            return selection.Entity(set, SelectAndExpand(), [], computed);
        }

        if (url["$expand"] is not null)
        {
            throw Unsupported("$expand of groups", "Group by a property of the navigation: groupby((Place/City)).");
        }

        IReadOnlyList<IReadOnlyList<string>> by = last.By;
        var names = last.Aggregates.Select(a => a.Name).Concat(computed).ToList();
        if (url["$select"] is { } select && select.Trim() != "*")
        {
            var selected = select.Split(',', StringSplitOptions.TrimEntries).ToHashSet();
            if (selected.FirstOrDefault(c => !names.Contains(c) && !by.Any(p => p[0] == c || string.Join('/', p) == c)) is { } missing)
            {
                throw new ODataQueryException(new Problem(
                    ErrorCodes.UnknownProperty, $"The groups have no property '{SafeText.Of(missing)}'.", NearestName.Hint(missing, names.Concat(by.Select(p => string.Join('/', p))), "See $apply.")));
            }

            by = [.. by.Where(p => selected.Contains(p[0]) || selected.Contains(string.Join('/', p)))];
            names = [.. names.Where(selected.Contains)];
        }

        return selection.Groups(set, by, names);
    }

    private static bool UsesProperty(FeedExpression expression) => expression is FeedExpression.Property || expression.Parts.Any(UsesProperty);

    private static int? Number(long? value) => value is { } number ? (int)Math.Min(number, int.MaxValue) : null;

    // The parser can throw any exception for a malformed text.
    private T Parsed<T>(string option, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw exception is ODataException && UnknownNames.In(exception.Message, model.Sets) is { } unknown
                ? new ODataQueryException(unknown)
                : Malformed(exception is ODataException ? $"{option}: {SafeText.Of(exception.Message)}" : $"{option} is not valid.");
        }
    }
}
