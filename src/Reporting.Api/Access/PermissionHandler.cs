using Microsoft.AspNetCore.Authorization;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>Decides about every request to an endpoint: a good credential, the permission, and for sessions that no other site sent it.</summary>
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
            // No such path or method: the answer says so, whoever asks.
            context.Succeed(requirement);
        }
        else if (requirement.Permission is { } needed && http.Request.RequestIdentity() is { Refused: null } identity && identity.May(needed))
        {
            if (identity.BySession && !HttpMethods.IsGet(http.Request.Method) && IsFromElsewhere(http.Request))
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

    // Beside SameSite cookies: browsers say where a request comes from.
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is var origin && origin != $"{request.Scheme}://{request.Host}";
}
