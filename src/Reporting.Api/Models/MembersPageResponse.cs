namespace Reporting.Api.Models;

/// <summary>What a page of members was read from; <c>Next</c> is the <c>after</c> of the next page.</summary>
public sealed record MembersPageResponse(long DataVersion, DateTimeOffset? DataAsOf, int Rows, bool Truncated, int Limit, string? Next);
