namespace Reporting.Engine.Feed;

/// <summary>Functions in an expression. Characters are UTF-16 units, as in .NET, JavaScript and SQL Server.</summary>
public enum FeedFunction
{
    Contains,
    StartsWith,
    EndsWith,
    Length,
    IndexOf,
    ToLower,
    ToUpper,
    Trim,
    Substring,
    Concat,
    Year,
    Month,
    Day,
    Date,

    /// <summary>Rounds to the nearest whole number, halves away from zero.</summary>
    Round,
    Floor,
    Ceiling,
}
