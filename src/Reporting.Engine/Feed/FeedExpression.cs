namespace Reporting.Engine.Feed;

/// <summary>
/// A condition or a value over the rows of a set, with names not yet resolved. Null follows OData: a comparison is never null, a function of null
/// is null.
/// </summary>
public abstract record FeedExpression
{
    private FeedExpression()
    {
    }

    /// <summary>The operands.</summary>
    public virtual IEnumerable<FeedExpression> Parts => [];

    /// <param name="Value">string, long, double, decimal, bool, DateTimeOffset, the number yyyymmdd of a day, or null.</param>
    public sealed record Constant(object? Value, FeedPropertyType Kind) : FeedExpression;

    /// <param name="Path">Navigations, then a property or a name from an earlier step.</param>
    public sealed record Property(IReadOnlyList<string> Path) : FeedExpression;

    /// <summary>The element of a lambda.</summary>
    public sealed record Element(string Name) : FeedExpression;

    public sealed record Binary(FeedOperator Operator, FeedExpression Left, FeedExpression Right) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => [Left, Right];
    }

    public sealed record Not(FeedExpression Operand) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => [Operand];
    }

    public sealed record Negate(FeedExpression Operand) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => [Operand];
    }

    public sealed record In(FeedExpression Operand, IReadOnlyList<Constant> Values) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => [Operand, .. Values];
    }

    public sealed record Call(FeedFunction Function, IReadOnlyList<FeedExpression> Arguments) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => Arguments;
    }

    /// <summary>True if the condition holds for one element (or for all) of a collection of texts.</summary>
    public sealed record Lambda(bool IsAll, Property Collection, string Variable, FeedExpression? Body) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => Body is null ? [Collection] : [Collection, Body];
    }

    /// <summary>The number of elements in a collection of texts.</summary>
    public sealed record CountOf(Property Collection) : FeedExpression
    {
        public override IEnumerable<FeedExpression> Parts => [Collection];
    }

    /// <summary>True if a searchable text of the row contains the words; case does not matter.</summary>
    public sealed record Search(string Words) : FeedExpression;
}

/// <summary>Operators with two operands.</summary>
public enum FeedOperator
{
    And,
    Or,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,

    /// <summary>Divides. Two whole numbers give a whole quotient, cut towards zero; a division by zero gives null.</summary>
    Divide,
    Modulo,
}
