namespace Reporting.Engine.Members;

/// <summary>Codes of members by attribute id (see StarSchema), and the key behind each: an int, or the code itself.</summary>
public sealed record MemberKeys(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> ByAttribute);
