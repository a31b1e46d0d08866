using System.Globalization;
using System.Text;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Dates;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>Converts the parser's syntax trees into expressions over a set. Unsupported nodes are refused by name.</summary>
internal sealed class ODataExpressions(ODataModel model, IDictionary<string, SingleValueNode> aliases, IReadOnlySet<string> definedAliases, TimeProvider time)
{
    private const int MaxDepth = 60;
    private const int MaxNodes = 700;

    private static readonly Dictionary<string, FeedFunction> Functions = new()
    {
        ["contains"] = FeedFunction.Contains, ["startswith"] = FeedFunction.StartsWith, ["endswith"] = FeedFunction.EndsWith, ["length"] = FeedFunction.Length,
        ["indexof"] = FeedFunction.IndexOf, ["tolower"] = FeedFunction.ToLower, ["toupper"] = FeedFunction.ToUpper, ["trim"] = FeedFunction.Trim,
        ["substring"] = FeedFunction.Substring, ["concat"] = FeedFunction.Concat, ["year"] = FeedFunction.Year, ["month"] = FeedFunction.Month,
        ["day"] = FeedFunction.Day, ["date"] = FeedFunction.Date, ["round"] = FeedFunction.Round, ["floor"] = FeedFunction.Floor, ["ceiling"] = FeedFunction.Ceiling,
    };

    private int _nodes;

    /// <summary>The parameter aliases (<c>@name</c>) that the expressions used.</summary>
    public HashSet<string> Used { get; } = [];

    public FeedExpression Of(QueryNode node) => Of(node, 0);

    public FeedExpression Search(QueryNode node, int depth = 0) => ExceedsLimits(depth) ? throw LimitExceeded() : node switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => new FeedExpression.Binary(FeedOperator.And, Search(and.Left, depth + 1), Search(and.Right, depth + 1)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => new FeedExpression.Binary(FeedOperator.Or, Search(or.Left, depth + 1), Search(or.Right, depth + 1)),
        UnaryOperatorNode not => new FeedExpression.Not(Search(not.Operand, depth + 1)),
        SearchTermNode term => new FeedExpression.Search(term.Text.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant()),
        ConvertNode convert => Search(convert.Source, depth),
        _ => throw Unsupported("This $search"),
    };

    /// <summary>A property path, or a name that an earlier step defined.</summary>
    public FeedExpression.Property Path(QueryNode node) => new([.. Segments(node)]);

    private FeedExpression Of(QueryNode node, int depth) => ExceedsLimits(depth) ? throw LimitExceeded() : node switch
    {
        ConvertNode convert => Conversion(convert, depth),
        ConstantNode constant => Constant(constant),
        ParameterAliasNode alias => Alias(alias, depth),
        BinaryOperatorNode binary => new FeedExpression.Binary(Operator(binary.OperatorKind), Of(binary.Left, depth + 1), Of(binary.Right, depth + 1)),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => new FeedExpression.Not(Of(not.Operand, depth + 1)),
        UnaryOperatorNode negate => new FeedExpression.Negate(Of(negate.Operand, depth + 1)),
        SingleValueFunctionCallNode call => Call(call, depth),
        InNode { Right: CollectionConstantNode list } @in => new FeedExpression.In(Of(@in.Left, depth + 1), [.. list.Collection.Select(Constant)]),
        InNode { Right: CollectionPropertyAccessNode collection } @in => new FeedExpression.Lambda(
            false, Path(collection), "in", new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Element("in"), Of(@in.Left, depth + 1))),
        AnyNode { Source: CollectionPropertyAccessNode source } any => Lambda(false, source, any.CurrentRangeVariable?.Name, any.Body, depth),
        AllNode { Source: CollectionPropertyAccessNode source } all => Lambda(true, source, all.CurrentRangeVariable?.Name, all.Body, depth),
        CountNode { Source: CollectionPropertyAccessNode source } => new FeedExpression.CountOf(Path(source)),
        NonResourceRangeVariableReferenceNode variable => new FeedExpression.Element(variable.Name),
        SingleNavigationNode navigation => new FeedExpression.Property([.. Segments(navigation), Target(navigation).Key.Name]),
        SingleValuePropertyAccessNode or SingleValueOpenPropertyAccessNode => Path(node),
        _ => throw Unsupported($"'{node.Kind}' in an expression"),
    };

    private bool ExceedsLimits(int depth) => depth > MaxDepth || ++_nodes > MaxNodes;

    private static ODataQueryException LimitExceeded() => TooComplex($"An expression has more than {MaxNodes} parts, or more than {MaxDepth} levels.");

    private EntitySet Target(SingleNavigationNode navigation) =>
        model.Sets.All.First(s => navigation.NavigationProperty.ToEntityType().Name == s.TypeName);

    private IEnumerable<string> Segments(QueryNode node) => node switch
    {
        SingleValuePropertyAccessNode property => Segments(property.Source).Append(property.Property.Name),
        SingleValueOpenPropertyAccessNode open => Segments(open.Source).Append(open.Name),
        CollectionPropertyAccessNode collection => Segments(collection.Source).Append(collection.Property.Name),
        SingleNavigationNode navigation => Segments(navigation.Source).Append(navigation.NavigationProperty.Name),
        ConvertNode convert => Segments(convert.Source),
        ResourceRangeVariableReferenceNode => [],
        _ => throw Unsupported($"A path over '{node.Kind}'"),
    };

    private FeedExpression Lambda(bool isAll, CollectionPropertyAccessNode source, string? variable, SingleValueNode body, int depth) =>
        new FeedExpression.Lambda(isAll, Path(source), variable ?? string.Empty, string.IsNullOrEmpty(variable) ? null : Of(body, depth + 1));

    // Ignore type conversions that the parser guesses for aliases, because the engine knows the types. A date compared with an instant means the start of the day.
    private FeedExpression Conversion(ConvertNode convert, int depth) =>
        convert.Source is ConstantNode constant && Day(constant.Value) is { } day && convert.TypeReference.IsDateTimeOffset()
            ? new FeedExpression.Constant(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), FeedPropertyType.Instant)
            : Of(convert.Source, depth);

    private FeedExpression Alias(ParameterAliasNode alias, int depth)
    {
        if (!definedAliases.Contains(alias.Alias))
        {
            throw Malformed($"The alias '{Reporting.Warehouse.Problems.SafeText.Of(alias.Alias)}' has no value.", "Add it to the query string: @name=value.");
        }

        Used.Add(alias.Alias);
        return aliases.TryGetValue(alias.Alias, out var node) && node is not null ? Of(node, depth + 1) : new FeedExpression.Constant(null, FeedPropertyType.Text);
    }

    private FeedExpression Call(SingleValueFunctionCallNode call, int depth)
    {
        if (call.Name == "now")
        {
            return new FeedExpression.Constant(time.GetUtcNow(), FeedPropertyType.Instant);
        }

        return Functions.TryGetValue(call.Name, out var function)
            ? new FeedExpression.Call(function, [.. call.Parameters.Select(p => Of(p, depth + 1))])
            : throw Unsupported($"The function '{call.Name}'");
    }

    private FeedExpression.Constant Constant(ConstantNode node) => node.Value switch
    {
        null => new(null, FeedPropertyType.Text),
        string text => new(text == InLists.Empty ? string.Empty : text, FeedPropertyType.Text),
        bool flag => new(flag, FeedPropertyType.Flag),
        int or long or short or byte or sbyte => new(Convert.ToInt64(node.Value, CultureInfo.InvariantCulture), FeedPropertyType.Long),
        // A single would lose digits, so read the literal again as double.
        float single => Real(double.TryParse(node.LiteralText.TrimEnd('f', 'F', 'd', 'D', 'm', 'M'), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? written : single),
        double real => Real(real),
        decimal number => new(number, FeedPropertyType.Decimal),
        DateTimeOffset instant => new(instant, FeedPropertyType.Instant),
        _ when Day(node.Value) is { } day => new((long)PartialDate.On(day).Key, FeedPropertyType.Day),
        _ => throw Unsupported($"A value of type {node.TypeReference?.FullName()}"),
    };

    // Version 8 of the parser has its own type for dates. Version 9 will use DateOnly.
#pragma warning disable CS0618
    private static DateOnly? Day(object? value) => value is Date day ? new DateOnly(day.Year, day.Month, day.Day) : null;
#pragma warning restore CS0618

    private static FeedExpression.Constant Real(double value) =>
        double.IsFinite(value) ? new(value, FeedPropertyType.Real) : throw Unsupported("INF, -INF or NaN");

    private static FeedOperator Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.And => FeedOperator.And,
        BinaryOperatorKind.Or => FeedOperator.Or,
        BinaryOperatorKind.Equal => FeedOperator.Equal,
        BinaryOperatorKind.NotEqual => FeedOperator.NotEqual,
        BinaryOperatorKind.GreaterThan => FeedOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => FeedOperator.GreaterOrEqual,
        BinaryOperatorKind.LessThan => FeedOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => FeedOperator.LessOrEqual,
        BinaryOperatorKind.Add => FeedOperator.Add,
        BinaryOperatorKind.Subtract => FeedOperator.Subtract,
        BinaryOperatorKind.Multiply => FeedOperator.Multiply,
        BinaryOperatorKind.Divide => FeedOperator.Divide,
        BinaryOperatorKind.Modulo => FeedOperator.Modulo,
        _ => throw Unsupported($"The operator '{kind.ToString().ToLowerInvariant()}'"),
    };
}
