namespace Reporting.Engine.Members;

/// <summary>Which members to list.</summary>
/// <param name="Search">Part of the code or the name, whatever its case; null for all.</param>
/// <param name="After">The code of the last member of the page before; null for the first page.</param>
public sealed record MemberQuery(string Dimension, string? Search, string? After, int Limit, string Language);
