namespace Reporting.Engine.Feed;

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
