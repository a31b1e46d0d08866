using Reporting.Engine.Feed;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Sql.Feed;

/// <summary>
/// Writes expressions over a set's rows. SQL is true for a condition exactly if OData is. Comparisons of OData are never unknown as those of SQL
/// are, so "not" is pushed down to them.
/// </summary>
internal sealed class ExpressionSql(Func<FeedRelation> rows, SqlValues values, SqlDialect dialect, IWarehouseEngine engine)
{
    private readonly Dictionary<string, Term> _elements = [];

    private SqlFunctions Functions => dialect.Functions;

    public string Condition(FeedExpression expression) => Holds(expression, truth: true);

    public Term Value(FeedExpression expression) => expression switch
    {
        FeedExpression.Constant constant => Constant(constant),
        FeedExpression.Property property => rows().Resolve(property.Path),
        FeedExpression.Element element => _elements[element.Name],
        FeedExpression.Negate negate => Negated(Number(negate.Operand)),
        FeedExpression.Binary { Operator: >= FeedOperator.Add } binary => Arithmetic(binary.Operator, Number(binary.Left), Number(binary.Right)),
        FeedExpression.Call call when !IsCondition(call.Function) => new FunctionSql(this, dialect).Value(call),
        FeedExpression.CountOf count => CountOf(count),
        _ => new Term($"(CASE WHEN {Holds(expression, true)} THEN 1 WHEN {Holds(expression, false)} THEN 0 END)", FeedPropertyType.Flag, true),
    };

    public Term Number(FeedExpression expression) => Of(expression, t => t.IsNumber, "a number");

    public Term Text(FeedExpression expression) => Of(expression, t => t.Kind == FeedPropertyType.Text, "a text");

    public Term Of(FeedExpression expression, Func<Term, bool> fits, string wanted)
    {
        var term = Value(expression);
        return IsNull(expression) || fits(term) ? term : throw Wrong($"{TextRules.Capitalised(term.Sort)} is used where {wanted} is needed.");
    }

    public static bool IsNull(FeedExpression expression) => expression is FeedExpression.Constant { Value: null };

    // The condition for true or, negated, for false.
    private string Holds(FeedExpression expression, bool truth) => expression switch
    {
        FeedExpression.Binary { Operator: FeedOperator.And or FeedOperator.Or } binary => Junction(binary, truth),
        FeedExpression.Not not => Holds(not.Operand, !truth),
        FeedExpression.Binary { Operator: < FeedOperator.Add } binary => new ComparisonSql(this, values, dialect, engine).Compare(binary, truth),
        FeedExpression.In @in => Membership(@in, truth),
        FeedExpression.Lambda lambda => Quantified(lambda, truth),
        FeedExpression.Call call when IsCondition(call.Function) => (truth ? string.Empty : "NOT ") + $"({new FunctionSql(this, dialect).Condition(call)})",
        FeedExpression.Search search => (truth ? string.Empty : "NOT ") + $"({Found(search.Words)})",
        FeedExpression.Constant { Value: bool flag } => flag == truth ? "1 = 1" : "1 = 0",
        FeedExpression.Constant { Value: null } => "1 = 0",
        _ => Of(expression, t => t.Kind == FeedPropertyType.Flag, "a condition").Sql + (truth ? " = 1" : " = 0"),
    };

    private string Junction(FeedExpression.Binary binary, bool truth)
    {
        var operands = new List<FeedExpression>();
        Flatten(binary, binary.Operator, operands);
        var word = (binary.Operator == FeedOperator.And) == truth ? " AND " : " OR ";
        return $"({string.Join(word, operands.Select(o => Holds(o, truth)))})";
    }

    // Write a chain and not a tree, since engines limit the depth of an expression.
    private static void Flatten(FeedExpression expression, FeedOperator op, List<FeedExpression> operands)
    {
        var right = new Stack<FeedExpression>();
        while (expression is FeedExpression.Binary binary && binary.Operator == op)
        {
            right.Push(binary.Right);
            expression = binary.Left;
        }

        operands.Add(expression);
        foreach (var operand in right)
        {
            if (operand is FeedExpression.Binary inner && inner.Operator == op)
            {
                Flatten(operand, op, operands);
            }
            else
            {
                operands.Add(operand);
            }
        }
    }

    private string Membership(FeedExpression.In asked, bool truth)
    {
        var comparison = new ComparisonSql(this, values, dialect, engine);
        var alternatives = asked.Values.Select(v => comparison.Compare(new FeedExpression.Binary(FeedOperator.Equal, asked.Operand, v), truth)).ToList();
        return alternatives.Count == 0 ? (truth ? "1 = 0" : "1 = 1") : $"({string.Join(truth ? " OR " : " AND ", alternatives)})";
    }

    private string Quantified(FeedExpression.Lambda lambda, bool truth)
    {
        var (from, code) = Elements(lambda.Collection);
        if (lambda.Body is not { } body)
        {
            return $"{(truth ? string.Empty : "NOT ")}EXISTS (SELECT 1 {from})";
        }

        _elements[lambda.Variable] = new Term(code, FeedPropertyType.Text, false);
        var holds = Holds(body, truth: true);
        _elements.Remove(lambda.Variable);
        return lambda.IsAll
            ? $"{(truth ? "NOT " : string.Empty)}EXISTS (SELECT 1 {from} AND CASE WHEN {holds} THEN 1 ELSE 0 END = 0)"
            : $"{(truth ? string.Empty : "NOT ")}EXISTS (SELECT 1 {from} AND {holds})";
    }

    private Term CountOf(FeedExpression.CountOf count)
    {
        var (from, code) = Elements(count.Collection);
        return new Term($"(SELECT COUNT(DISTINCT {code}) {from})", FeedPropertyType.Long, false);
    }

    private (string From, string Code) Elements(FeedExpression.Property collection) =>
        rows().Resolve(collection.Path).Elements is { } found
            ? (found.Elements.Of(found.Alias), Functions.Ordinal(found.Elements.Code))
            : throw Wrong($"'{string.Join('/', collection.Path)}' is not a collection.");

    private string Found(string words)
    {
        var part = values.Add(words);
        var set = rows().Set!;
        return string.Join(" OR ", set.Searched.Select(s => dialect.Contains($"COALESCE({s.Text(dialect, set.Alias)}, '')", part)));
    }

    private Term Constant(FeedExpression.Constant constant) => constant.Value switch
    {
        null => new Term("NULL", constant.Kind, true) { Needs = [] },
        bool flag => new Term(flag ? "1" : "0", FeedPropertyType.Flag, false) { Needs = [] },
        decimal number => new Term(values.Add((double)number), FeedPropertyType.Decimal, false) { Needs = [] },
        DateTimeOffset instant => new Term(values.Add(engine.Timestamp(instant)), FeedPropertyType.Instant, false),
        var value => new Term(values.Add(value), constant.Kind, false) { Needs = [] },
    };

    private Term Negated(Term operand) =>
        new($"(0 - {(operand.IsWhole ? dialect.Big(operand.Sql) : operand.Sql)})", operand.IsWhole ? FeedPropertyType.Long : FeedPropertyType.Real, operand.IsNullable) { Needs = operand.Needs };

    private Term Arithmetic(FeedOperator op, Term left, Term right)
    {
        var isWhole = left.IsWhole && right.IsWhole;
        var (a, b) = isWhole ? (dialect.Big(left.Sql), dialect.Big(right.Sql)) : (dialect.Real(left.Sql), dialect.Real(right.Sql));
        var sql = op switch
        {
            FeedOperator.Add => $"({a} + {b})",
            FeedOperator.Subtract => $"({a} - {b})",
            FeedOperator.Multiply => $"({a} * {b})",
            FeedOperator.Divide => $"({a} / NULLIF({b}, 0))",
            _ when isWhole => $"({a} % NULLIF({b}, 0))",
            _ => $"({a} - {b} * {dialect.Real(dialect.Truncated($"{a} / NULLIF({b}, 0)"))})",
        };
        var isNullable = left.IsNullable || right.IsNullable || op is FeedOperator.Divide or FeedOperator.Modulo;
        return new Term(sql, isWhole ? FeedPropertyType.Long : FeedPropertyType.Real, isNullable) { Needs = Term.Together([left, right]) };
    }

    private static bool IsCondition(FeedFunction function) => function is FeedFunction.Contains or FeedFunction.StartsWith or FeedFunction.EndsWith;

    public static FeedQueryException Wrong(string message) => new(new Problem(ErrorCodes.WrongOperand, message, "See docs/odata.md for the operands of operators and functions."));
}
