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

    private readonly EntitySet _set;
    private readonly ODataUrl _url;
    private readonly ODataModel _model;
    private readonly ODataQueryOptionParser _parser;
    private readonly ODataExpressions _expressions;

    /// <param name="apply">One pipeline of $apply; null for none.</param>
    public ODataOptionsReader(EntitySet set, ODataUrl url, string? apply, ODataModel model, TimeProvider time)
    {
        (_set, _url, _model) = (set, url, model);
        var parserOptions = url.Options.Where(o => o.Name is not (ODataUrl.KeyOption or "$apply" or "$format" or "$skiptoken")).ToDictionary(o => o.Name, o => InLists.Rewrite(o.Value));
        if (apply is not null)
        {
            parserOptions["$apply"] = InLists.Rewrite(apply);
        }

        var source = model.Set(set.Name);
        _parser = new ODataQueryOptionParser(model.Edm, ((Microsoft.OData.Edm.IEdmCollectionType)source.Type).ElementType.Definition, source, parserOptions)
        {
            Settings = { MaximumExpansionDepth = 4, MaximumExpansionCount = 20 },
        };
        _expressions = new ODataExpressions(model, _parser.ParameterAliasNodes, url.Options.Select(o => o.Name).Where(n => n[0] == '@').ToHashSet(), time);
    }

    public int? Top() => Number(Parsed("$top", _parser.ParseTop));

    public SelectExpandClause? SelectAndExpand() => Parsed("$select or $expand", _parser.ParseSelectAndExpand);

    /// <param name="used">Receives the aliases that were used.</param>
    public (FeedQuery Query, JsonShape Shape, ODataOptionsReader Reader) Read(HashSet<string> used)
    {
        var apply = Parsed("$apply", _parser.ParseApply);
        Parsed("$compute", _parser.ParseCompute);
        var steps = apply is null ? [] : ODataApply.Steps(apply, _set, _expressions);
        var selection = new ODataSelection(_model.Sets);
        var shape = Shape(steps, selection);
        var query = new FeedQuery
        {
            Set = _set,
            Measures = _url.Measures,
            Steps = steps,
            Filter = Filter(steps),
            Columns = selection.Columns,
            Order = Order(),
            Skip = Number(Parsed("$skip", _parser.ParseSkip)) ?? 0,
            After = _url["$skiptoken"] is not { } token ? null : SkipToken.Read(token) ?? throw new ODataQueryException(new Problem(
                ErrorCodes.MalformedSkiptoken, "The $skiptoken does not belong to this query.", "Use the @odata.nextLink of the previous page unchanged.")),
            WithCount = Parsed("$count", _parser.ParseCount) ?? false,
        };
        used.UnionWith(_expressions.Used);
        return (query, shape, this);
    }

    private FeedExpression? Filter(IReadOnlyList<FeedStep> steps)
    {
        var filter = Parsed("$filter", _parser.ParseFilter) is { } clause ? _expressions.Of(clause.Expression) : null;
        if (Parsed("$search", _parser.ParseSearch) is not { } search)
        {
            return filter;
        }

        if (!_set.IsSearched || steps.Count > 0)
        {
            throw Unsupported(steps.Count > 0 ? "$search with $apply" : $"$search in {_set.Name}", "Use $filter with contains(…).");
        }

        var found = _expressions.Search(search.Expression);
        return filter is null ? found : new FeedExpression.Binary(FeedOperator.And, filter, found);
    }

    private List<FeedOrder> Order()
    {
        var order = new List<FeedOrder>();
        for (var clause = Parsed("$orderby", _parser.ParseOrderBy); clause is not null; clause = clause.ThenBy)
        {
            var by = _expressions.Of(clause.Expression);
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
            return selection.Entity(_set, SelectAndExpand(), [], computed);
        }

        if (_url["$expand"] is not null)
        {
            throw Unsupported("$expand of groups", "Group by a property of the navigation: groupby((Place/City)).");
        }

        IReadOnlyList<IReadOnlyList<string>> by = last.By;
        var names = last.Aggregates.Select(a => a.Name).Concat(computed).ToList();
        if (_url["$select"] is { } select && select.Trim() != "*")
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

        return selection.Groups(_set, by, names);
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
            throw exception is ODataException && UnknownNames.In(exception.Message, _model.Sets) is { } unknown
                ? new ODataQueryException(unknown)
                : Malformed(exception is ODataException ? $"{option}: {SafeText.Of(exception.Message)}" : $"{option} is not valid.");
        }
    }
}
