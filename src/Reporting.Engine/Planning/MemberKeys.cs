namespace Reporting.Engine.Planning;

/// <summary>The members that may be named in a filter: by attribute id (see StarSchema), then by code.</summary>
public sealed record MemberKeys(IReadOnlyDictionary<string, IReadOnlyDictionary<string, KnownMember>> ByAttribute);

/// <summary>A member behind a code: its key (an int, or the code itself), and its name where the star holds one.</summary>
public readonly record struct KnownMember(object Key, string? Name);
