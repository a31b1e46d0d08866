namespace Reporting.Engine.Sets;

/// <summary>A value under a name of the asker's.</summary>
public sealed record SetComputed(string Name, SetExpression Expression);
