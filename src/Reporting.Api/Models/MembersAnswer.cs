namespace Reporting.Api.Models;

/// <summary>Members of a dimension.</summary>
public sealed record MembersAnswer(IReadOnlyList<MemberAnswer> Data, MembersMeta Meta);
