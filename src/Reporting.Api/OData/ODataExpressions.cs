using System.Globalization;
using System.Text;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Reporting.Engine.Sets;
using static Reporting.Api.OData.ODataRefusalException;

namespace Reporting.Api.OData;

/// <summary>Turns the parser's trees into expressions over a set. What has no counterpart is refused by name.</summary>
internal sealed class ODataExpressions(ODataModel model, IDictionary<string, SingleValueNode> aliases, IReadOnlySet<string> given, TimeProvider time)
{
    private const int Deepest = 60;
    private const int MostNodes = 700;

    private static readonly Dictionary<string, SetFunction> Functions = new()
    {
        ["contains"] = SetFunction.Contains, ["startswith"] = SetFunction.StartsWith, ["endswith"] = SetFunction.EndsWith, ["length"] = SetFunction.Length,
        ["indexof"] = SetFunction.IndexOf, ["tolower"] = SetFunction.ToLower, ["toupper"] = SetFunction.ToUpper, ["trim"] = SetFunction.Trim,
        ["substring"] = SetFunction.Substring, ["concat"] = SetFunction.Concat, ["year"] = SetFunction.Year, ["month"] = SetFunction.Month,
        ["day"] = SetFunction.Day, ["date"] = SetFunction.Date, ["round"] = SetFunction.Round, ["floor"] = SetFunction.Floor, ["ceiling"] = SetFunction.Ceiling,
    };

    private int nodes;

    /// <summary>The aliases (<c>@name</c>) that were used.</summary>
    public HashSet<string> Used { get; } = [];

    public SetExpression Of(QueryNode node) => Of(node, 0);

    public SetExpression Search(QueryNode node, int depth = 0) => Deep(depth) ? throw Complex() : node switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => new SetExpression.Binary(SetOperator.And, Search(and.Left, depth + 1), Search(and.Right, depth + 1)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => new SetExpression.Binary(SetOperator.Or, Search(or.Left, depth + 1), Search(or.Right, depth + 1)),
        UnaryOperatorNode not => new SetExpression.Not(Search(not.Operand, depth + 1)),
        SearchTermNode term => new SetExpression.Search(term.Text.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant()),
        ConvertNode convert => Search(convert.Source, depth),
        _ => throw Unsupported("This $search"),
    };

    /// <summary>Navigations and a property, or a name that an earlier step gave.</summary>
    public SetExpression.Property Path(QueryNode node) => new([.. Segments(node)]);

    private SetExpression Of(QueryNode node, int depth) => Deep(depth) ? throw Complex() : node switch
    {
        ConvertNode convert => Converted(convert, depth),
        ConstantNode constant => Constant(constant),
        ParameterAliasNode alias => Alias(alias, depth),
        BinaryOperatorNode binary => new SetExpression.Binary(Operator(binary.OperatorKind), Of(binary.Left, depth + 1), Of(binary.Right, depth + 1)),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => new SetExpression.Not(Of(not.Operand, depth + 1)),
        UnaryOperatorNode negate => new SetExpression.Negate(Of(negate.Operand, depth + 1)),
        SingleValueFunctionCallNode call => Call(call, depth),
        InNode { Right: CollectionConstantNode list } @in => new SetExpression.In(Of(@in.Left, depth + 1), [.. list.Collection.Select(Constant)]),
        InNode { Right: CollectionPropertyAccessNode collection } @in => new SetExpression.Lambda(
            false, Path(collection), "in", new SetExpression.Binary(SetOperator.Equal, new SetExpression.Element("in"), Of(@in.Left, depth + 1))),
        AnyNode { Source: CollectionPropertyAccessNode source } any => Lambda(false, source, any.CurrentRangeVariable?.Name, any.Body, depth),
        AllNode { Source: CollectionPropertyAccessNode source } all => Lambda(true, source, all.CurrentRangeVariable?.Name, all.Body, depth),
        CountNode { Source: CollectionPropertyAccessNode source } => new SetExpression.CountOf(Path(source)),
        NonResourceRangeVariableReferenceNode variable => new SetExpression.Element(variable.Name),
        SingleNavigationNode navigation => new SetExpression.Property([.. Segments(navigation), Target(navigation).Key.Name]),
        SingleValuePropertyAccessNode or SingleValueOpenPropertyAccessNode => Path(node),
        _ => throw Unsupported($"'{node.Kind}' in an expression"),
    };

    private bool Deep(int depth) => depth > Deepest || ++nodes > MostNodes;

    private static ODataRefusalException Complex() => TooComplex($"An expression has more than {MostNodes} parts, or is nested more than {Deepest} deep.");

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

    private SetExpression Lambda(bool isAll, CollectionPropertyAccessNode source, string? variable, SingleValueNode body, int depth) =>
        new SetExpression.Lambda(isAll, Path(source), variable ?? string.Empty, string.IsNullOrEmpty(variable) ? null : Of(body, depth + 1));

    // Types are the parser's guesses where a name is an alias; the engine knows better. A day compared with a moment is its first.
    private SetExpression Converted(ConvertNode convert, int depth) =>
        convert.Source is ConstantNode { Value: Date day } && convert.TypeReference.IsDateTimeOffset()
            ? new SetExpression.Constant(new DateTimeOffset(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero), SetKind.Instant)
            : Of(convert.Source, depth);

    private SetExpression Alias(ParameterAliasNode alias, int depth)
    {
        if (!given.Contains(alias.Alias))
        {
            throw Malformed($"The alias '{Reporting.Warehouse.Problems.Shown.Of(alias.Alias)}' is not given.", "Add it to the query string: @name=value.");
        }

        Used.Add(alias.Alias);
        return aliases.TryGetValue(alias.Alias, out var node) && node is not null ? Of(node, depth + 1) : new SetExpression.Constant(null, SetKind.Text);
    }

    private SetExpression Call(SingleValueFunctionCallNode call, int depth)
    {
        if (call.Name == "now")
        {
            return new SetExpression.Constant(time.GetUtcNow(), SetKind.Instant);
        }

        return Functions.TryGetValue(call.Name, out var function)
            ? new SetExpression.Call(function, [.. call.Parameters.Select(p => Of(p, depth + 1))])
            : throw Unsupported($"The function '{call.Name}'");
    }

    private SetExpression.Constant Constant(ConstantNode node) => node.Value switch
    {
        null => new(null, SetKind.Text),
        string text => new(text == InLists.Empty ? string.Empty : text, SetKind.Text),
        bool flag => new(flag, SetKind.Flag),
        int or long or short or byte or sbyte => new(Convert.ToInt64(node.Value, CultureInfo.InvariantCulture), SetKind.Long),
        // The parser's single has lost digits that were written.
        float single => Real(double.TryParse(node.LiteralText.TrimEnd('f', 'F', 'd', 'D', 'm', 'M'), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? written : single),
        double real => Real(real),
        decimal number => new(number, SetKind.Decimal),
        Date day => new((long)((day.Year * 10000) + (day.Month * 100) + day.Day), SetKind.Day),
        DateTimeOffset instant => new(instant, SetKind.Instant),
        _ => throw Unsupported($"A value of type {node.TypeReference?.FullName()}"),
    };

    private static SetExpression.Constant Real(double value) =>
        double.IsFinite(value) ? new(value, SetKind.Real) : throw Unsupported("INF, -INF or NaN");

    private static SetOperator Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.And => SetOperator.And,
        BinaryOperatorKind.Or => SetOperator.Or,
        BinaryOperatorKind.Equal => SetOperator.Equal,
        BinaryOperatorKind.NotEqual => SetOperator.NotEqual,
        BinaryOperatorKind.GreaterThan => SetOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => SetOperator.GreaterOrEqual,
        BinaryOperatorKind.LessThan => SetOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => SetOperator.LessOrEqual,
        BinaryOperatorKind.Add => SetOperator.Add,
        BinaryOperatorKind.Subtract => SetOperator.Subtract,
        BinaryOperatorKind.Multiply => SetOperator.Multiply,
        BinaryOperatorKind.Divide => SetOperator.Divide,
        BinaryOperatorKind.Modulo => SetOperator.Modulo,
        _ => throw Unsupported($"The operator '{kind.ToString().ToLowerInvariant()}'"),
    };
}
