namespace Reporting.Api.Access.Keys;

/// <summary>A key that was just made. <c>Key</c> is shown here once and never again.</summary>
public sealed record CreatedKeyResponse(string Key, KeyResponse About);
