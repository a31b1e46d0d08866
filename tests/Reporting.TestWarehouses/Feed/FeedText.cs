using System.Globalization;
using Reporting.Engine.Feed;

namespace Reporting.TestWarehouses.Feed;

/// <summary>Writes queries as OData URLs.</summary>
public static class FeedText
{
    public static string Url(FeedQuery query)
    {
        var options = new List<(string Name, string Value)>();
        if (query.Steps.Count > 0)
        {
            options.Add(("$apply", string.Join('/', query.Steps.Select(Step))));
        }
        else
        {
            options.Add(("$select", string.Join(',', query.Columns.Select(c => c[0]))));
        }

        if (query.Filter is not null)
        {
            options.Add(("$filter", Of(query.Filter)));
        }

        if (query.Order.Count > 0)
        {
            options.Add(("$orderby", string.Join(',', query.Order.Select(o => Of(o.By) + (o.Descending ? " desc" : string.Empty)))));
        }

        if (query.Skip > 0)
        {
            options.Add(("$skip", query.Skip.ToString(CultureInfo.InvariantCulture)));
        }

        if (query.Limit is { } limit)
        {
            options.Add(("$top", limit.ToString(CultureInfo.InvariantCulture)));
        }

        if (query.WithCount)
        {
            options.Add(("$count", "true"));
        }

        return $"{query.Set.Name}?{string.Join('&', options.Select(o => $"{o.Name}={Uri.EscapeDataString(o.Value)}"))}";
    }

    public static string Of(FeedExpression expression) => expression switch
    {
        FeedExpression.Constant constant => Constant(constant),
        FeedExpression.Property property => string.Join('/', property.Path),
        FeedExpression.Element element => element.Name,
        FeedExpression.Not not => $"not ({Of(not.Operand)})",
        FeedExpression.Negate negate => $"-({Of(negate.Operand)})",
        FeedExpression.Binary binary => $"({Of(binary.Left)} {Word(binary.Operator)} {Of(binary.Right)})",
        FeedExpression.In list => $"{Of(list.Operand)} in ({string.Join(',', list.Values.Select(Constant))})",
        FeedExpression.Call call => $"{call.Function.ToString().ToLowerInvariant()}({string.Join(',', call.Arguments.Select(Of))})",
        FeedExpression.Lambda { Body: null } lambda => $"{Of(lambda.Collection)}/any()",
        FeedExpression.Lambda lambda => $"{Of(lambda.Collection)}/{(lambda.IsAll ? "all" : "any")}({lambda.Variable}:{Of(lambda.Body)})",
        FeedExpression.CountOf count => $"{Of(count.Collection)}/$count",
        _ => throw new NotSupportedException(),
    };

    private static string Step(FeedStep step) => step switch
    {
        FeedStep.Filter filter => $"filter({Of(filter.Condition)})",
        FeedStep.Group { By.Count: 0 } group => $"aggregate({Aggregates(group)})",
        FeedStep.Group group => $"groupby(({string.Join(',', group.By.Select(p => string.Join('/', p)))}),aggregate({Aggregates(group)}))",
        _ => throw new NotSupportedException(),
    };

    private static string Aggregates(FeedStep.Group group) => string.Join(',', group.Aggregates.Select(a =>
        a.Of is null ? $"$count as {a.Name}" : $"{Of(a.Of)} with {a.Method.ToString().ToLowerInvariant()} as {a.Name}"));

    private static string Constant(FeedExpression.Constant constant) => (constant.Kind, constant.Value) switch
    {
        (_, null) => "null",
        (FeedPropertyType.Day, long day) => $"{day / 10000:0000}-{day / 100 % 100:00}-{day % 100:00}",
        (_, string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        (_, bool flag) => flag ? "true" : "false",
        (_, DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        var (_, value) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Word(FeedOperator op) => op switch
    {
        FeedOperator.And => "and",
        FeedOperator.Or => "or",
        FeedOperator.Equal => "eq",
        FeedOperator.NotEqual => "ne",
        FeedOperator.Greater => "gt",
        FeedOperator.GreaterOrEqual => "ge",
        FeedOperator.Less => "lt",
        FeedOperator.LessOrEqual => "le",
        FeedOperator.Add => "add",
        FeedOperator.Subtract => "sub",
        FeedOperator.Multiply => "mul",
        FeedOperator.Divide => "div",
        _ => "mod",
    };
}
