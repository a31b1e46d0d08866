namespace Reporting.Engine.Members;

/// <summary>A member behind a code: its key (an int, or the code itself), and its name where the star holds one.</summary>
public readonly record struct KnownMember(object Key, string? Name);
