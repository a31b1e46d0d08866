namespace Reporting.Engine.Sets;

/// <summary>
/// A condition or a value over the rows of a set, as it was asked: names not yet resolved. Null follows OData: a comparison is never
/// null, a function of null is.
/// </summary>
public abstract record SetExpression
{
    private SetExpression()
    {
    }

    /// <summary>The expressions that this one is made of.</summary>
    public virtual IEnumerable<SetExpression> Parts => [];

    /// <param name="Value">string, long, double, decimal, bool, DateTimeOffset, the number yyyymmdd of a day, or null.</param>
    public sealed record Constant(object? Value, SetKind Kind) : SetExpression;

    /// <param name="Path">Navigations, then a property or a name that an earlier step gave.</param>
    public sealed record Property(IReadOnlyList<string> Path) : SetExpression;

    /// <summary>The element that a lambda looks at.</summary>
    public sealed record Element(string Name) : SetExpression;

    public sealed record Binary(SetOperator Operator, SetExpression Left, SetExpression Right) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => [Left, Right];
    }

    public sealed record Not(SetExpression Operand) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => [Operand];
    }

    public sealed record Negate(SetExpression Operand) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => [Operand];
    }

    public sealed record In(SetExpression Operand, IReadOnlyList<Constant> Values) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => [Operand, .. Values];
    }

    public sealed record Call(SetFunction Function, IReadOnlyList<SetExpression> Arguments) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => Arguments;
    }

    /// <summary>True where the condition holds for one element (or for all) of a collection of texts.</summary>
    public sealed record Lambda(bool IsAll, Property Collection, string Variable, SetExpression? Body) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => Body is null ? [Collection] : [Collection, Body];
    }

    /// <summary>How many elements a collection of texts has.</summary>
    public sealed record CountOf(Property Collection) : SetExpression
    {
        public override IEnumerable<SetExpression> Parts => [Collection];
    }

    /// <summary>True where one of the texts that the set is searched by holds the words, whatever their case.</summary>
    public sealed record Search(string Words) : SetExpression;
}
