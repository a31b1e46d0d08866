namespace Reporting.Engine.Sets;

/// <summary>Operators of two operands in an expression over a set.</summary>
public enum SetOperator
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
