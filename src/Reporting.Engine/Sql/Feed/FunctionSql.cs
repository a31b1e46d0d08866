using Reporting.Engine.Feed;

namespace Reporting.Engine.Sql.Feed;

/// <summary>Writes the functions of expressions.</summary>
internal sealed class FunctionSql(ExpressionSql expressions, SqlDialect dialect)
{
    private SqlFunctions Functions => dialect.Functions;

    public string Condition(FeedExpression.Call call)
    {
        var (text, part) = (expressions.Text(call.Arguments[0]), expressions.Text(call.Arguments[1]));
        return call.Function switch
        {
            FeedFunction.Contains => Functions.Contains(text.Sql, part.Sql),
            FeedFunction.StartsWith => Functions.StartsWith(text.Sql, part.Sql),
            _ => Functions.EndsWith(text.Sql, part.Sql),
        };
    }

    public Term Value(FeedExpression.Call call)
    {
        var first = call.Arguments[0];
        return call.Function switch
        {
            FeedFunction.Length => OfText(first, FeedPropertyType.Long, Functions.Length),
            FeedFunction.ToLower => OfText(first, FeedPropertyType.Text, Functions.Lower),
            FeedFunction.ToUpper => OfText(first, FeedPropertyType.Text, Functions.Upper),
            FeedFunction.Trim => OfText(first, FeedPropertyType.Text, Functions.Trim),
            FeedFunction.IndexOf => OfTexts(call, FeedPropertyType.Long, Functions.IndexOf),
            FeedFunction.Concat => OfTexts(call, FeedPropertyType.Text, Functions.Concat),
            FeedFunction.Substring => Substring(call),
            FeedFunction.Year => OfDay(first, day => $"({day} / 10000)"),
            FeedFunction.Month => OfDay(first, day => $"({day} / 100 % 100)"),
            FeedFunction.Day => OfDay(first, day => $"({day} % 100)"),
            FeedFunction.Date => Date(first),
            _ => Rounded(call),
        };
    }

    private Term OfText(FeedExpression argument, FeedPropertyType kind, Func<string, string> write)
    {
        var text = expressions.Text(argument);
        return new Term(write(text.Sql), kind, text.IsNullable);
    }

    private Term OfTexts(FeedExpression.Call call, FeedPropertyType kind, Func<string, string, string> write)
    {
        var (left, right) = (expressions.Text(call.Arguments[0]), expressions.Text(call.Arguments[1]));
        return new Term(write(left.Sql, right.Sql), kind, left.IsNullable || right.IsNullable);
    }

    private Term Substring(FeedExpression.Call call)
    {
        var text = expressions.Text(call.Arguments[0]);
        var start = expressions.Number(call.Arguments[1]);
        var length = call.Arguments.Count > 2 ? expressions.Number(call.Arguments[2]) : null;
        return new Term(Functions.Substring(text.Sql, start.Sql, length?.Sql), FeedPropertyType.Text, text.IsNullable || start.IsNullable || length is { IsNullable: true });
    }

    private Term OfDay(FeedExpression argument, Func<string, string> write)
    {
        var day = Date(argument);
        return new Term(write(day.Sql), FeedPropertyType.Whole, day.IsNullable);
    }

    private Term Date(FeedExpression argument)
    {
        var value = expressions.Of(argument, t => t.Kind is FeedPropertyType.Day or FeedPropertyType.Instant, "a date or a moment");
        return value.Kind == FeedPropertyType.Instant ? new Term(Functions.DayOfInstant(value.Sql), FeedPropertyType.Day, value.IsNullable) : value;
    }

    // Engines disagree about halves, but not about FLOOR.
    private Term Rounded(FeedExpression.Call call)
    {
        var term = expressions.Number(call.Arguments[0]);
        if (term.IsWhole)
        {
            return term;
        }

        var number = dialect.Real(term.Sql);
        var sql = call.Function switch
        {
            FeedFunction.Floor => $"FLOOR({number})",
            FeedFunction.Ceiling => $"CEILING({number})",
            _ => $"(CASE WHEN {number} < 0 THEN 0 - FLOOR(0.5 - {number}) ELSE FLOOR({number} + 0.5) END)",
        };
        return new Term(sql, FeedPropertyType.Real, term.IsNullable);
    }
}
