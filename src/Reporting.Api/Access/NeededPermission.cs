namespace Reporting.Api.Access;

/// <summary>Endpoint metadata: the permission without which it is not answered. An endpoint with neither this nor AllowAnonymous is a mistake.</summary>
internal sealed record NeededPermission(Permission Permission);
