namespace Reporting.Api.Access;

/// <summary>Says of an endpoint what it needs.</summary>
internal static class NeededPermissions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeededPermission(permission));
}
