namespace Reporting.Api.Access.Keys;

/// <summary>A key to make: whom it is for, its roles, and how long it holds (<c>90d</c>; without it, until it is revoked).</summary>
public sealed record CreateKeyRequest(string? Name, IReadOnlyList<string>? Roles, string? Expires);
