using Reporting.Engine.Feed;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Sql.Feed;

/// <summary>Comparisons with OData's rules: null equals only null, and is neither less nor greater than any value.</summary>
internal sealed class ComparisonSql(ExpressionSql expressions, SqlValues values, SqlDialect dialect, IWarehouseEngine engine)
{
    public string Compare(FeedExpression.Binary comparison, bool truth)
    {
        var op = comparison.Operator;
        var (left, right) = (expressions.Value(comparison.Left), expressions.Value(comparison.Right));
        var (leftNull, rightNull) = (ExpressionSql.IsNull(comparison.Left), ExpressionSql.IsNull(comparison.Right));
        if (!leftNull && !rightNull && (left.Sort != right.Sort || left.Kind == FeedPropertyType.Texts))
        {
            throw ExpressionSql.Wrong($"{left.Sort} and {right.Sort} cannot be compared.");
        }

        if (op is FeedOperator.Equal or FeedOperator.NotEqual)
        {
            var equal = (op == FeedOperator.Equal) == truth;
            if (leftNull || rightNull)
            {
                var other = leftNull ? right : left;
                return leftNull && rightNull ? (equal ? "1 = 1" : "1 = 0") : $"{other.Sql} IS {(equal ? string.Empty : "NOT ")}NULL";
            }

            if (Instants(comparison, left, right, op, truth) is { } moments)
            {
                return moments;
            }

            return equal ? Equal(left, right) : Different(left, right);
        }

        if (leftNull || rightNull)
        {
            return truth ? "1 = 0" : "1 = 1";
        }

        return Instants(comparison, left, right, op, truth) ?? Ordered(left.Sql, Symbol(op), Symbol(Opposite(op)), right.Sql, truth, left.IsNullable, right.IsNullable);
    }

    private string Equal(Term left, Term right)
    {
        var same = left.Kind == FeedPropertyType.Text ? dialect.Functions.TextEquals(left.Sql, right.Sql) : $"{left.Sql} = {right.Sql}";
        return left.IsNullable && right.IsNullable ? $"({same} OR ({left.Sql} IS NULL AND {right.Sql} IS NULL))" : same;
    }

    private string Different(Term left, Term right)
    {
        var differs = left.Kind == FeedPropertyType.Text ? dialect.Functions.TextDiffers(left.Sql, right.Sql) : $"{left.Sql} <> {right.Sql}";
        return (left.IsNullable, right.IsNullable) switch
        {
            (true, true) => $"({differs} OR ({left.Sql} IS NULL AND {right.Sql} IS NOT NULL) OR ({left.Sql} IS NOT NULL AND {right.Sql} IS NULL))",
            (true, false) => $"({differs} OR {left.Sql} IS NULL)",
            (false, true) => $"({differs} OR {right.Sql} IS NULL)",
            _ => differs,
        };
    }

    private static string Ordered(string left, string symbol, string opposite, string right, bool truth, bool leftNullable, bool rightNullable)
    {
        if (truth)
        {
            return $"{left} {symbol} {right}";
        }

        var unknown = (leftNullable ? $" OR {left} IS NULL" : string.Empty) + (rightNullable ? $" OR {right} IS NULL" : string.Empty);
        return unknown.Length == 0 ? $"{left} {opposite} {right}" : $"({left} {opposite} {right}{unknown})";
    }

    // Instants are stored in whole seconds. Compare a fraction with the second before or after it.
    private string? Instants(FeedExpression.Binary comparison, Term left, Term right, FeedOperator op, bool truth)
    {
        var (constant, isLeft) = (comparison.Left, comparison.Right) switch
        {
            (_, FeedExpression.Constant { Value: DateTimeOffset at }) => (at, false),
            (FeedExpression.Constant { Value: DateTimeOffset at }, _) => (at, true),
            _ => ((DateTimeOffset?)null, false),
        };
        if (constant is not { } moment || moment.UtcTicks % TimeSpan.TicksPerSecond == 0 || comparison.Left is FeedExpression.Constant && comparison.Right is FeedExpression.Constant)
        {
            return null;
        }

        var other = isLeft ? right : left;
        op = isLeft ? Mirrored(op) : op;
        if (op is FeedOperator.Equal or FeedOperator.NotEqual)
        {
            return (op == FeedOperator.NotEqual) == truth ? "1 = 1" : "1 = 0";
        }

        // For a whole x, x > 1.5 and x >= 1.5 mean x > 1; x < 1.5 and x <= 1.5 mean x <= 1.
        var floor = values.Add(engine.Timestamp(moment));
        var isAfter = op is FeedOperator.Greater or FeedOperator.GreaterOrEqual;
        return Ordered(other.Sql, isAfter ? ">" : "<=", isAfter ? "<=" : ">", floor, truth, other.IsNullable, false);
    }

    private static string Symbol(FeedOperator op) => op switch
    {
        FeedOperator.Greater => ">",
        FeedOperator.GreaterOrEqual => ">=",
        FeedOperator.Less => "<",
        _ => "<=",
    };

    private static FeedOperator Opposite(FeedOperator op) => op switch
    {
        FeedOperator.Greater => FeedOperator.LessOrEqual,
        FeedOperator.GreaterOrEqual => FeedOperator.Less,
        FeedOperator.Less => FeedOperator.GreaterOrEqual,
        _ => FeedOperator.Greater,
    };

    private static FeedOperator Mirrored(FeedOperator op) => op switch
    {
        FeedOperator.Greater => FeedOperator.Less,
        FeedOperator.GreaterOrEqual => FeedOperator.LessOrEqual,
        FeedOperator.Less => FeedOperator.Greater,
        FeedOperator.LessOrEqual => FeedOperator.GreaterOrEqual,
        _ => op,
    };
}
