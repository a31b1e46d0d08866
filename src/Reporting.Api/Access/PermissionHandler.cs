using Microsoft.AspNetCore.Authorization;
using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>Authorises requests by credential and permission. Changes in a session must also come from this site.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    public static readonly string CrossSite = ErrorCodes.CrossSite.Text;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.Resource is not HttpContext http)
        {
            return Task.CompletedTask;
        }

        if (http.GetEndpoint() is not RouteEndpoint)
        {
            // The path or method does not exist, which every caller may know.
            context.Succeed(requirement);
        }
        else if (requirement.Permission is { } needed && http.Request.RequestIdentity() is { Refused: null } identity && identity.May(needed))
        {
            if (identity.BySession && !HttpMethods.IsGet(http.Request.Method) && IsCrossSite(http.Request))
            {
                context.Fail(new AuthorizationFailureReason(this, CrossSite));
            }
            else
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }

    // In addition to SameSite cookies: browsers name the site that sent the request.
    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is var origin && origin != $"{request.Scheme}://{request.Host}";
}
