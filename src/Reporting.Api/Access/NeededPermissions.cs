namespace Reporting.Api.Access;

/// <summary>Says of an endpoint what it needs.</summary>
internal static class NeededPermissions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeededPermission(permission));
}

/// <summary>Endpoint metadata: the permission without which it is not answered. An endpoint with neither this nor AllowAnonymous is a mistake.</summary>
internal sealed record NeededPermission(Permission Permission);
