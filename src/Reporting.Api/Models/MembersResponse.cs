namespace Reporting.Api.Models;

/// <summary>Members of a dimension.</summary>
public sealed record MembersResponse(IReadOnlyList<MemberResponse> Data, MembersPageResponse Meta);
