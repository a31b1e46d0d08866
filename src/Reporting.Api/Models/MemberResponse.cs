namespace Reporting.Api.Models;

/// <summary>A member: addressed by its code, shown by its name.</summary>
public sealed record MemberResponse(string Code, string Name);
