using System.Globalization;
using Reporting.Engine.Sets;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Reporting.TestWarehouses.Sets;

/// <summary>Expressions over one row as the OData standard words them: three values of truth, null in, null out.</summary>
public static class SetEvaluator
{
    public static bool Holds(SetExpression condition, Row row) => Truth(condition, row, []) == true;

    public static object? Value(SetExpression expression, Row row) => Value(expression, row, []);

    public static object? At(IReadOnlyList<string> path, Row row) =>
        row.TryGetValue(string.Join('/', path), out var value) ? value : path.Count == 1 ? row[path[0]] : At([.. path.Skip(1)], (Row)row[path[0]]!);

    public static double Real(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool? Truth(SetExpression expression, Row row, Dictionary<string, string> elements)
    {
        switch (expression)
        {
            case SetExpression.Binary { Operator: SetOperator.And } and:
                return (Truth(and.Left, row, elements), Truth(and.Right, row, elements)) switch { (false, _) or (_, false) => false, (true, true) => true, _ => null };
            case SetExpression.Binary { Operator: SetOperator.Or } or:
                return (Truth(or.Left, row, elements), Truth(or.Right, row, elements)) switch { (true, _) or (_, true) => true, (false, false) => false, _ => null };
            case SetExpression.Not not:
                return !Truth(not.Operand, row, elements);
            case SetExpression.Binary { Operator: < SetOperator.Add } comparison:
                return Compare(comparison.Operator, Value(comparison.Left, row, elements), Value(comparison.Right, row, elements));
            case SetExpression.In list:
                return list.Values.Any(v => Compare(SetOperator.Equal, Value(list.Operand, row, elements), v.Value));
            case SetExpression.Lambda lambda:
                var all = (IReadOnlyList<string>)At(lambda.Collection.Path, row)!;
                var held = all.Select(e => lambda.Body is null ? true : Truth(lambda.Body, row, new(elements) { [lambda.Variable] = e }) == true);
                return lambda.IsAll ? held.All(h => h) : held.Any(h => h);
            default:
                return (bool?)Value(expression, row, elements);
        }
    }

    private static bool Compare(SetOperator op, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return op switch { SetOperator.Equal => left is null && right is null, SetOperator.NotEqual => left is null != right is null, _ => false };
        }

        var order = SetOracle.Order.Compare(left, right);
        return op switch
        {
            SetOperator.Equal => order == 0,
            SetOperator.NotEqual => order != 0,
            SetOperator.Greater => order > 0,
            SetOperator.GreaterOrEqual => order >= 0,
            SetOperator.Less => order < 0,
            _ => order <= 0,
        };
    }

    private static object? Value(SetExpression expression, Row row, Dictionary<string, string> elements) => expression switch
    {
        SetExpression.Constant constant => constant.Value,
        SetExpression.Property property => At(property.Path, row),
        SetExpression.Element element => elements[element.Name],
        SetExpression.Negate negate => Value(negate.Operand, row, elements) switch { null => null, long whole => -whole, var real => -Real(real) },
        SetExpression.Binary { Operator: >= SetOperator.Add } binary => Arithmetic(binary.Operator, Value(binary.Left, row, elements), Value(binary.Right, row, elements)),
        SetExpression.Call call => Call(call.Function, [.. call.Arguments.Select(a => Value(a, row, elements))]),
        SetExpression.CountOf count => (long)((IReadOnlyList<string>)At(count.Collection.Path, row)!).Count,
        _ => Truth(expression, row, elements),
    };

    private static object? Arithmetic(SetOperator op, object? left, object? right)
    {
        if (left is null || right is null || (op >= SetOperator.Divide && Real(right) == 0))
        {
            return null;
        }

        if (left is long a && right is long b)
        {
            return op switch { SetOperator.Add => a + b, SetOperator.Subtract => a - b, SetOperator.Multiply => a * b, SetOperator.Divide => a / b, _ => a % b };
        }

        var (x, y) = (Real(left), Real(right));
        return op switch { SetOperator.Add => x + y, SetOperator.Subtract => x - y, SetOperator.Multiply => x * y, SetOperator.Divide => x / y, _ => x - (y * Math.Truncate(x / y)) };
    }

    private static object? Call(SetFunction function, IReadOnlyList<object?> arguments)
    {
        if (arguments.Any(a => a is null))
        {
            return null;
        }

        var (text, second) = (arguments[0] as string, arguments.Count > 1 ? arguments[1] as string : null);
        return function switch
        {
            SetFunction.Contains => text!.Contains(second!, StringComparison.Ordinal),
            SetFunction.StartsWith => text!.StartsWith(second!, StringComparison.Ordinal),
            SetFunction.EndsWith => text!.EndsWith(second!, StringComparison.Ordinal),
            SetFunction.Length => (long)text!.Length,
            SetFunction.IndexOf => (long)text!.IndexOf(second!, StringComparison.Ordinal),
            SetFunction.ToLower => text!.ToLowerInvariant(),
            SetFunction.ToUpper => text!.ToUpperInvariant(),
            SetFunction.Trim => text!.Trim(),
            SetFunction.Concat => text + second,
            SetFunction.Substring => Substring(text!, arguments),
            SetFunction.Year => Day(arguments[0]!) / 10000,
            SetFunction.Month => Day(arguments[0]!) / 100 % 100,
            SetFunction.Day => Day(arguments[0]!) % 100,
            SetFunction.Date => Day(arguments[0]!),
            _ when arguments[0] is long whole => whole,
            SetFunction.Floor => Math.Floor(Real(arguments[0])),
            SetFunction.Ceiling => Math.Ceiling(Real(arguments[0])),
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
