using Microsoft.AspNetCore.Authorization;
using Reporting.Engine.Access;

namespace Reporting.Api.Access.Identity;

/// <summary>Sets the permission that an endpoint needs.</summary>
internal static class NeededPermissions
{
    /// <summary>The endpoint's permission replaces that of its group, because ASP.NET Core would require both.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            foreach (var group in builder.Metadata.OfType<NeededPermission>().ToList())
            {
                builder.Metadata.Remove(group);
            }

            builder.Metadata.Add(new NeededPermission(permission));
        });
        return endpoint;
    }
}

/// <summary>Endpoint metadata: the permission that the caller needs. An endpoint without it or AllowAnonymous refuses all requests.</summary>
internal sealed record NeededPermission(Permission Permission) : IAuthorizeData
{
    public string? Policy { get; set; } = Permission.ToString();

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }
}

/// <summary>The requirement of an endpoint's policy.</summary>
/// <param name="Permission">Null for an endpoint without a permission; the requirement then always fails.</param>
internal sealed record PermissionRequirement(Permission? Permission) : IAuthorizationRequirement;
