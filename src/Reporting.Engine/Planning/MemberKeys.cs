namespace Reporting.Engine.Planning;

/// <summary>The members that filters may name: by attribute id (see StarSchema), then by code.</summary>
public sealed record MemberKeys(IReadOnlyDictionary<string, IReadOnlyDictionary<string, KnownMember>> ByAttribute);

/// <summary>The key of a member (a number, or the code itself), and its name if the star has one.</summary>
public readonly record struct KnownMember(object Key, string? Name);
