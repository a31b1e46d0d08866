using Reporting.Engine.Sets;

namespace Reporting.Engine.Sql;

/// <summary>Writes the functions of expressions.</summary>
internal sealed class FunctionSql(ExpressionSql expressions, SqlDialect dialect)
{
    private SqlFunctions Functions => dialect.Functions;

    public string Condition(SetExpression.Call call)
    {
        var (text, part) = (expressions.Text(call.Arguments[0]), expressions.Text(call.Arguments[1]));
        return call.Function switch
        {
            SetFunction.Contains => Functions.Contains(text.Sql, part.Sql),
            SetFunction.StartsWith => Functions.StartsWith(text.Sql, part.Sql),
            _ => Functions.EndsWith(text.Sql, part.Sql),
        };
    }

    public Term Value(SetExpression.Call call)
    {
        var first = call.Arguments[0];
        return call.Function switch
        {
            SetFunction.Length => OfText(first, SetKind.Long, Functions.Length),
            SetFunction.ToLower => OfText(first, SetKind.Text, Functions.Lower),
            SetFunction.ToUpper => OfText(first, SetKind.Text, Functions.Upper),
            SetFunction.Trim => OfText(first, SetKind.Text, Functions.Trim),
            SetFunction.IndexOf => OfTexts(call, SetKind.Long, Functions.IndexOf),
            SetFunction.Concat => OfTexts(call, SetKind.Text, Functions.Concat),
            SetFunction.Substring => Substring(call),
            SetFunction.Year => OfDay(first, day => $"({day} / 10000)"),
            SetFunction.Month => OfDay(first, day => $"({day} / 100 % 100)"),
            SetFunction.Day => OfDay(first, day => $"({day} % 100)"),
            SetFunction.Date => Date(first),
            _ => Rounded(call),
        };
    }

    private Term OfText(SetExpression argument, SetKind kind, Func<string, string> write)
    {
        var text = expressions.Text(argument);
        return new Term(write(text.Sql), kind, text.IsNullable);
    }

    private Term OfTexts(SetExpression.Call call, SetKind kind, Func<string, string, string> write)
    {
        var (left, right) = (expressions.Text(call.Arguments[0]), expressions.Text(call.Arguments[1]));
        return new Term(write(left.Sql, right.Sql), kind, left.IsNullable || right.IsNullable);
    }

    private Term Substring(SetExpression.Call call)
    {
        var text = expressions.Text(call.Arguments[0]);
        var start = expressions.Number(call.Arguments[1]);
        var length = call.Arguments.Count > 2 ? expressions.Number(call.Arguments[2]) : null;
        return new Term(Functions.Substring(text.Sql, start.Sql, length?.Sql), SetKind.Text, text.IsNullable || start.IsNullable || length is { IsNullable: true });
    }

    private Term OfDay(SetExpression argument, Func<string, string> write)
    {
        var day = Date(argument);
        return new Term(write(day.Sql), SetKind.Whole, day.IsNullable);
    }

    private Term Date(SetExpression argument)
    {
        var value = expressions.Of(argument, t => t.Kind is SetKind.Day or SetKind.Instant, "a date or a moment");
        return value.Kind == SetKind.Instant ? new Term(Functions.DayOfInstant(value.Sql), SetKind.Day, value.IsNullable) : value;
    }

    // Engines disagree on halves, not on the floor.
    private Term Rounded(SetExpression.Call call)
    {
        var term = expressions.Number(call.Arguments[0]);
        if (term.IsWhole)
        {
            return term;
        }

        var number = dialect.Real(term.Sql);
        var sql = call.Function switch
        {
            SetFunction.Floor => $"FLOOR({number})",
            SetFunction.Ceiling => $"CEILING({number})",
            _ => $"(CASE WHEN {number} < 0 THEN 0 - FLOOR(0.5 - {number}) ELSE FLOOR({number} + 0.5) END)",
        };
        return new Term(sql, SetKind.Real, term.IsNullable);
    }
}
