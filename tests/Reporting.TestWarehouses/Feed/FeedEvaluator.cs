using System.Globalization;
using Reporting.Engine.Feed;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Reporting.TestWarehouses.Feed;

/// <summary>Evaluates expressions over one row as the OData standard defines them: three-valued logic, and null for null operands.</summary>
public static class FeedEvaluator
{
    public static bool Holds(FeedExpression condition, Row row) => Truth(condition, row, []) == true;

    public static object? Value(FeedExpression expression, Row row) => Value(expression, row, []);

    public static object? At(IReadOnlyList<string> path, Row row) =>
        row.TryGetValue(string.Join('/', path), out var value) ? value : path.Count == 1 ? row[path[0]] : At([.. path.Skip(1)], (Row)row[path[0]]!);

    public static double Real(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool? Truth(FeedExpression expression, Row row, Dictionary<string, string> elements)
    {
        switch (expression)
        {
            case FeedExpression.Binary { Operator: FeedOperator.And } and:
                return (Truth(and.Left, row, elements), Truth(and.Right, row, elements)) switch { (false, _) or (_, false) => false, (true, true) => true, _ => null };
            case FeedExpression.Binary { Operator: FeedOperator.Or } or:
                return (Truth(or.Left, row, elements), Truth(or.Right, row, elements)) switch { (true, _) or (_, true) => true, (false, false) => false, _ => null };
            case FeedExpression.Not not:
                return !Truth(not.Operand, row, elements);
            case FeedExpression.Binary { Operator: < FeedOperator.Add } comparison:
                return Compare(comparison.Operator, Value(comparison.Left, row, elements), Value(comparison.Right, row, elements));
            case FeedExpression.In list:
                return list.Values.Any(v => Compare(FeedOperator.Equal, Value(list.Operand, row, elements), v.Value));
            case FeedExpression.Lambda lambda:
                var all = (IReadOnlyList<string>)At(lambda.Collection.Path, row)!;
                var held = all.Select(e => lambda.Body is null ? true : Truth(lambda.Body, row, new(elements) { [lambda.Variable] = e }) == true);
                return lambda.IsAll ? held.All(h => h) : held.Any(h => h);
            default:
                return (bool?)Value(expression, row, elements);
        }
    }

    private static bool Compare(FeedOperator op, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return op switch { FeedOperator.Equal => left is null && right is null, FeedOperator.NotEqual => left is null != right is null, _ => false };
        }

        var order = FeedOracle.Order.Compare(left, right);
        return op switch
        {
            FeedOperator.Equal => order == 0,
            FeedOperator.NotEqual => order != 0,
            FeedOperator.Greater => order > 0,
            FeedOperator.GreaterOrEqual => order >= 0,
            FeedOperator.Less => order < 0,
            _ => order <= 0,
        };
    }

    private static object? Value(FeedExpression expression, Row row, Dictionary<string, string> elements) => expression switch
    {
        FeedExpression.Constant constant => constant.Value,
        FeedExpression.Property property => At(property.Path, row),
        FeedExpression.Element element => elements[element.Name],
        FeedExpression.Negate negate => Value(negate.Operand, row, elements) switch { null => null, long whole => -whole, var real => -Real(real) },
        FeedExpression.Binary { Operator: >= FeedOperator.Add } binary => Arithmetic(binary.Operator, Value(binary.Left, row, elements), Value(binary.Right, row, elements)),
        FeedExpression.Call call => Call(call.Function, [.. call.Arguments.Select(a => Value(a, row, elements))]),
        FeedExpression.CountOf count => (long)((IReadOnlyList<string>)At(count.Collection.Path, row)!).Count,
        _ => Truth(expression, row, elements),
    };

    private static object? Arithmetic(FeedOperator op, object? left, object? right)
    {
        if (left is null || right is null || (op >= FeedOperator.Divide && Real(right) == 0))
        {
            return null;
        }

        if (left is long a && right is long b)
        {
            return op switch { FeedOperator.Add => a + b, FeedOperator.Subtract => a - b, FeedOperator.Multiply => a * b, FeedOperator.Divide => a / b, _ => a % b };
        }

        var (x, y) = (Real(left), Real(right));
        return op switch { FeedOperator.Add => x + y, FeedOperator.Subtract => x - y, FeedOperator.Multiply => x * y, FeedOperator.Divide => x / y, _ => x - (y * Math.Truncate(x / y)) };
    }

    private static object? Call(FeedFunction function, IReadOnlyList<object?> arguments)
    {
        if (arguments.Any(a => a is null))
        {
            return null;
        }

        var (text, second) = (arguments[0] as string, arguments.Count > 1 ? arguments[1] as string : null);
        return function switch
        {
            FeedFunction.Contains => text!.Contains(second!, StringComparison.Ordinal),
            FeedFunction.StartsWith => text!.StartsWith(second!, StringComparison.Ordinal),
            FeedFunction.EndsWith => text!.EndsWith(second!, StringComparison.Ordinal),
            FeedFunction.Length => (long)text!.Length,
            FeedFunction.IndexOf => (long)text!.IndexOf(second!, StringComparison.Ordinal),
            FeedFunction.ToLower => text!.ToLowerInvariant(),
            FeedFunction.ToUpper => text!.ToUpperInvariant(),
            FeedFunction.Trim => text!.Trim(),
            FeedFunction.Concat => text + second,
            FeedFunction.Substring => Substring(text!, arguments),
            FeedFunction.Year => Day(arguments[0]!) / 10000,
            FeedFunction.Month => Day(arguments[0]!) / 100 % 100,
            FeedFunction.Day => Day(arguments[0]!) % 100,
            FeedFunction.Date => Day(arguments[0]!),
            _ when arguments[0] is long whole => whole,
            FeedFunction.Floor => Math.Floor(Real(arguments[0])),
            FeedFunction.Ceiling => Math.Ceiling(Real(arguments[0])),
            _ => Math.Round(Real(arguments[0]), MidpointRounding.AwayFromZero),
        };
    }

    private static string Substring(string text, IReadOnlyList<object?> arguments)
    {
        var from = (int)Math.Clamp((long)arguments[1]!, 0, text.Length);
        return arguments.Count == 2 ? text[from..] : text.Substring(from, (int)Math.Clamp((long)arguments[2]!, 0, text.Length - from));
    }

    private static long Day(object value) => value is DateTimeOffset at ? (at.UtcDateTime.Year * 10000) + (at.UtcDateTime.Month * 100) + at.UtcDateTime.Day : (long)value;
}
