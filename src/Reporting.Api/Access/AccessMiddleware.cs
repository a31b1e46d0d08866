using Microsoft.AspNetCore.Authorization;
using Reporting.Api.Pipeline;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>The one place where requests are let in. What says neither what it needs nor that it is for everyone is for nobody.</summary>
internal static class AccessMiddleware
{
    /// <summary>After routing: what is asked for decides.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var (askers, rates, refusals) = (app.Services.GetRequiredService<IdentityResolver>(), app.Services.GetRequiredService<RequestRates>(), app.Services.GetRequiredService<Refusals>());
        app.Use((context, next) => context.GetEndpoint() is RouteEndpoint endpoint ? LetInAsync(endpoint, context, next) : next(context));
        app.Lifetime.ApplicationStarted.Register(() => LogAccessMode(app, askers));

        async Task LetInAsync(RouteEndpoint endpoint, HttpContext context, RequestDelegate next)
        {
            var forEveryone = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (!(await askers.ReadAsync(context)).IsValue(out var asker, out var problem))
            {
                asker = askers.AnonymousAt(context);
                if (!forEveryone)
                {
                    // For the audit trail: nobody that is known was refused.
                    context.Features.Set(asker);
                    await refusals.SendAsync(context, rates.Refuse(context, asker) ?? problem);
                    return;
                }
            }

            context.Features.Set(asker);
            if (rates.Refuse(context, asker) is { } tooMany)
            {
                await refusals.SendAsync(context, tooMany);
                return;
            }

            if (!forEveryone && RowError(endpoint, context.Request, asker) is { } refusal)
            {
                await refusals.SendAsync(context, refusal);
                return;
            }

            await next(context);
        }
    }

    private static Problem? RowError(RouteEndpoint endpoint, HttpRequest request, RequestIdentity asker)
    {
        // The last word counts: an endpoint's own stands after its group's.
        var needed = endpoint.Metadata.GetMetadata<NeededPermission>()?.Permission;
        if (needed is null || !asker.May(needed.Value))
        {
            return asker.IsAnonymous
                ? new Problem(ProblemKind.NotSignedIn, "credentials-missing", "Nothing is answered here to callers who do not say who they are.", "Send an API key as X-Api-Key (an administrator makes one with 'reporting keys create'), or sign in at /sign-in.")
                : new Problem(ProblemKind.Forbidden, "permission-missing", $"This needs the permission '{needed?.ToString() ?? "nobody has"}', which none of your roles gives.", "Ask an administrator for a key or a role that may do this.");
        }

        return asker.BySession && !HttpMethods.IsGet(request.Method) && IsFromElsewhere(request)
            ? new Problem(ProblemKind.Forbidden, "cross-site", "Another site's page asked for this in your name.", "Do it on the pages of this service, or with an API key.")
            : null;
    }

    // Beside SameSite cookies: browsers say where a request comes from.
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is var origin && origin != $"{request.Scheme}://{request.Host}";

    private static void LogAccessMode(WebApplication app, IdentityResolver askers)
    {
        var roles = askers.Anonymous.Caller.Roles;
        if (roles.Count == 0)
        {
            app.Logger.LogInformation("Anonymous callers get nothing but /health and the sign-in page. Make a key: reporting keys create --role admin --name NAME");
        }
        else if (app.Environment.IsDevelopment())
        {
            app.Logger.LogInformation("Development: anonymous callers have the roles {Roles}.", string.Join(", ", roles));
        }
        else
        {
            app.Logger.LogWarning("Anonymous callers have the roles {Roles}: whoever reaches the port has them (Access:Anonymous).", string.Join(", ", roles));
        }
    }
}
