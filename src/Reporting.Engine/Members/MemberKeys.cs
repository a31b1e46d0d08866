namespace Reporting.Engine.Members;

/// <summary>Codes of the members of every dimension, and the key behind each, as of one data version.</summary>
/// <param name="ByAttribute">By attribute id (see StarSchema), code → key (an int, or the code itself).</param>
public sealed record MemberKeys(long DataVersion, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> ByAttribute);
