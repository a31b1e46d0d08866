namespace Reporting.Engine.Access;

/// <summary>A role of the access file: what its holders may do, and what they may see; nothing where the scope is <see cref="RowScope.Nothing"/>.</summary>
internal sealed record Role(string Name, IReadOnlyList<string> Permissions, RowScope Scope, Visibility? Visible);
