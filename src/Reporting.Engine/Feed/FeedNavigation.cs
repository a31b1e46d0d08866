namespace Reporting.Engine.Feed;

/// <summary>From many rows to one of another set.</summary>
/// <param name="Target">The other set.</param>
/// <param name="Property">The property that holds its key.</param>
public sealed record FeedNavigation(string Name, string Target, string Property)
{
    /// <summary>True where a row may lead to none.</summary>
    public bool IsNullable { get; init; }
}
