namespace Reporting.Engine.Members;

/// <summary>The members that may be named in a filter: by attribute id (see StarSchema), then by code.</summary>
public sealed record MemberKeys(IReadOnlyDictionary<string, IReadOnlyDictionary<string, KnownMember>> ByAttribute);
