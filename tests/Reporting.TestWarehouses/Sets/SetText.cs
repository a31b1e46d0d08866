using System.Globalization;
using Reporting.Engine.Sets;

namespace Reporting.TestWarehouses.Sets;

/// <summary>Writes questions as OData URLs.</summary>
public static class SetText
{
    public static string Url(SetQuery query)
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

    public static string Of(SetExpression expression) => expression switch
    {
        SetExpression.Constant constant => Constant(constant),
        SetExpression.Property property => string.Join('/', property.Path),
        SetExpression.Element element => element.Name,
        SetExpression.Not not => $"not ({Of(not.Operand)})",
        SetExpression.Negate negate => $"-({Of(negate.Operand)})",
        SetExpression.Binary binary => $"({Of(binary.Left)} {Word(binary.Operator)} {Of(binary.Right)})",
        SetExpression.In list => $"{Of(list.Operand)} in ({string.Join(',', list.Values.Select(Constant))})",
        SetExpression.Call call => $"{call.Function.ToString().ToLowerInvariant()}({string.Join(',', call.Arguments.Select(Of))})",
        SetExpression.Lambda { Body: null } lambda => $"{Of(lambda.Collection)}/any()",
        SetExpression.Lambda lambda => $"{Of(lambda.Collection)}/{(lambda.IsAll ? "all" : "any")}({lambda.Variable}:{Of(lambda.Body)})",
        SetExpression.CountOf count => $"{Of(count.Collection)}/$count",
        _ => throw new NotSupportedException(),
    };

    private static string Step(SetStep step) => step switch
    {
        SetStep.Filter filter => $"filter({Of(filter.Condition)})",
        SetStep.Group { By.Count: 0 } group => $"aggregate({Aggregates(group)})",
        SetStep.Group group => $"groupby(({string.Join(',', group.By.Select(p => string.Join('/', p)))}),aggregate({Aggregates(group)}))",
        _ => throw new NotSupportedException(),
    };

    private static string Aggregates(SetStep.Group group) => string.Join(',', group.Aggregates.Select(a =>
        a.Of is null ? $"$count as {a.Name}" : $"{Of(a.Of)} with {a.Method.ToString().ToLowerInvariant()} as {a.Name}"));

    private static string Constant(SetExpression.Constant constant) => (constant.Kind, constant.Value) switch
    {
        (_, null) => "null",
        (SetKind.Day, long day) => $"{day / 10000:0000}-{day / 100 % 100:00}-{day % 100:00}",
        (_, string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        (_, bool flag) => flag ? "true" : "false",
        (_, DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        var (_, value) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Word(SetOperator op) => op switch
    {
        SetOperator.And => "and",
        SetOperator.Or => "or",
        SetOperator.Equal => "eq",
        SetOperator.NotEqual => "ne",
        SetOperator.Greater => "gt",
        SetOperator.GreaterOrEqual => "ge",
        SetOperator.Less => "lt",
        SetOperator.LessOrEqual => "le",
        SetOperator.Add => "add",
        SetOperator.Subtract => "sub",
        SetOperator.Multiply => "mul",
        SetOperator.Divide => "div",
        _ => "mod",
    };
}
