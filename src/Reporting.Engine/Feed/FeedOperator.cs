namespace Reporting.Engine.Feed;

/// <summary>Operators of two operands in an expression over a set.</summary>
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

    /// <summary>Of two whole numbers the whole quotient, cut towards zero; by zero it is null.</summary>
    Divide,
    Modulo,
}
