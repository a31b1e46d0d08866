using Reporting.Engine.Sets;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql;

/// <summary>
/// Writes expressions over a set's rows. A condition is written so that SQL says true exactly where OData does; "not" is pushed down to
/// the comparisons, because OData's are never unknown where SQL's are.
/// </summary>
internal sealed class ExpressionSql(Func<SetRelation> rows, SqlValues values, SqlDialect dialect, IWarehouseEngine engine)
{
    private readonly Dictionary<string, Term> elements = [];

    private SqlFunctions Functions => dialect.Functions;

    public string Condition(SetExpression expression) => Holds(expression, truth: true);

    public Term Value(SetExpression expression) => expression switch
    {
        SetExpression.Constant constant => Constant(constant),
        SetExpression.Property property => rows().Resolve(property.Path),
        SetExpression.Element element => elements[element.Name],
        SetExpression.Negate negate => Negated(Number(negate.Operand)),
        SetExpression.Binary { Operator: >= SetOperator.Add } binary => Arithmetic(binary.Operator, Number(binary.Left), Number(binary.Right)),
        SetExpression.Call call when !IsCondition(call.Function) => new FunctionSql(this, dialect).Value(call),
        SetExpression.CountOf count => CountOf(count),
        _ => new Term($"(CASE WHEN {Holds(expression, true)} THEN 1 WHEN {Holds(expression, false)} THEN 0 END)", SetKind.Flag, true),
    };

    public Term Number(SetExpression expression) => Of(expression, t => t.IsNumber, "a number");

    public Term Text(SetExpression expression) => Of(expression, t => t.Kind == SetKind.Text, "a text");

    public Term Of(SetExpression expression, Func<Term, bool> fits, string wanted)
    {
        var term = Value(expression);
        return IsNull(expression) || fits(term) ? term : throw Wrong($"{Upper(term.Sort)} stands where {wanted} is needed.");
    }

    public static bool IsNull(SetExpression expression) => expression is SetExpression.Constant { Value: null };

    // True where the expression is true, or where it is false.
    private string Holds(SetExpression expression, bool truth) => expression switch
    {
        SetExpression.Binary { Operator: SetOperator.And or SetOperator.Or } binary => Junction(binary, truth),
        SetExpression.Not not => Holds(not.Operand, !truth),
        SetExpression.Binary { Operator: < SetOperator.Add } binary => new ComparisonSql(this, values, dialect, engine).Compare(binary, truth),
        SetExpression.In @in => Membership(@in, truth),
        SetExpression.Lambda lambda => Quantified(lambda, truth),
        SetExpression.Call call when IsCondition(call.Function) => (truth ? string.Empty : "NOT ") + $"({new FunctionSql(this, dialect).Condition(call)})",
        SetExpression.Search search => (truth ? string.Empty : "NOT ") + $"({Found(search.Words)})",
        SetExpression.Constant { Value: bool flag } => flag == truth ? "1 = 1" : "1 = 0",
        SetExpression.Constant { Value: null } => "1 = 0",
        _ => Of(expression, t => t.Kind == SetKind.Flag, "a condition").Sql + (truth ? " = 1" : " = 0"),
    };

    private string Junction(SetExpression.Binary binary, bool truth)
    {
        var operands = new List<SetExpression>();
        Flatten(binary, binary.Operator, operands);
        var word = (binary.Operator == SetOperator.And) == truth ? " AND " : " OR ";
        return $"({string.Join(word, operands.Select(o => Holds(o, truth)))})";
    }

    // A chain, not a tree: engines bound the depth of an expression.
    private static void Flatten(SetExpression expression, SetOperator op, List<SetExpression> operands)
    {
        var right = new Stack<SetExpression>();
        while (expression is SetExpression.Binary binary && binary.Operator == op)
        {
            right.Push(binary.Right);
            expression = binary.Left;
        }

        operands.Add(expression);
        foreach (var operand in right)
        {
            if (operand is SetExpression.Binary inner && inner.Operator == op)
            {
                Flatten(operand, op, operands);
            }
            else
            {
                operands.Add(operand);
            }
        }
    }

    private string Membership(SetExpression.In asked, bool truth)
    {
        var comparison = new ComparisonSql(this, values, dialect, engine);
        var alternatives = asked.Values.Select(v => comparison.Compare(new SetExpression.Binary(SetOperator.Equal, asked.Operand, v), truth)).ToList();
        return alternatives.Count == 0 ? (truth ? "1 = 0" : "1 = 1") : $"({string.Join(truth ? " OR " : " AND ", alternatives)})";
    }

    private string Quantified(SetExpression.Lambda lambda, bool truth)
    {
        var (from, code) = Elements(lambda.Collection);
        if (lambda.Body is not { } body)
        {
            return $"{(truth ? string.Empty : "NOT ")}EXISTS (SELECT 1 {from})";
        }

        elements[lambda.Variable] = new Term(code, SetKind.Text, false);
        var holds = Holds(body, truth: true);
        elements.Remove(lambda.Variable);
        return lambda.IsAll
            ? $"{(truth ? "NOT " : string.Empty)}EXISTS (SELECT 1 {from} AND CASE WHEN {holds} THEN 1 ELSE 0 END = 0)"
            : $"{(truth ? string.Empty : "NOT ")}EXISTS (SELECT 1 {from} AND {holds})";
    }

    private Term CountOf(SetExpression.CountOf count)
    {
        var (from, code) = Elements(count.Collection);
        return new Term($"(SELECT COUNT(DISTINCT {code}) {from})", SetKind.Long, false);
    }

    private (string From, string Code) Elements(SetExpression.Property collection) =>
        rows().Resolve(collection.Path).Elements is { } found
            ? (found.Elements.Of(found.Alias), Functions.Ordinal(found.Elements.Code))
            : throw Wrong($"'{string.Join('/', collection.Path)}' is no collection.");

    private string Found(string words)
    {
        var part = values.Add(words);
        var set = rows().Set!;
        return string.Join(" OR ", set.Searched.Select(s => dialect.Contains($"COALESCE({s.Text(dialect, set.Alias)}, '')", part)));
    }

    private Term Constant(SetExpression.Constant constant) => constant.Value switch
    {
        null => new Term("NULL", constant.Kind, true) { Needs = [] },
        bool flag => new Term(flag ? "1" : "0", SetKind.Flag, false) { Needs = [] },
        decimal number => new Term(values.Add((double)number), SetKind.Decimal, false) { Needs = [] },
        DateTimeOffset instant => new Term(values.Add(engine.Timestamp(instant)), SetKind.Instant, false),
        var value => new Term(values.Add(value), constant.Kind, false) { Needs = [] },
    };

    private Term Negated(Term operand) =>
        new($"(0 - {(operand.IsWhole ? dialect.Big(operand.Sql) : operand.Sql)})", operand.IsWhole ? SetKind.Long : SetKind.Real, operand.IsNullable) { Needs = operand.Needs };

    private Term Arithmetic(SetOperator op, Term left, Term right)
    {
        var isWhole = left.IsWhole && right.IsWhole;
        var (a, b) = isWhole ? (dialect.Big(left.Sql), dialect.Big(right.Sql)) : (dialect.Real(left.Sql), dialect.Real(right.Sql));
        var sql = op switch
        {
            SetOperator.Add => $"({a} + {b})",
            SetOperator.Subtract => $"({a} - {b})",
            SetOperator.Multiply => $"({a} * {b})",
            SetOperator.Divide => $"({a} / NULLIF({b}, 0))",
            _ when isWhole => $"({a} % NULLIF({b}, 0))",
            _ => $"({a} - {b} * {dialect.Real(dialect.Truncated($"{a} / NULLIF({b}, 0)"))})",
        };
        var isNullable = left.IsNullable || right.IsNullable || op is SetOperator.Divide or SetOperator.Modulo;
        return new Term(sql, isWhole ? SetKind.Long : SetKind.Real, isNullable) { Needs = Term.Together([left, right]) };
    }

    private static bool IsCondition(SetFunction function) => function is SetFunction.Contains or SetFunction.StartsWith or SetFunction.EndsWith;

    private static string Upper(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    public static SetRefusalException Wrong(string message) => new(new Problem(ProblemKind.Invalid, "wrong-operand", message, "See docs/odata.md for what each operator and function takes."));
}
