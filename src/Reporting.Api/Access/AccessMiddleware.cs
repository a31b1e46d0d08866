using Microsoft.AspNetCore.Authentication;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;

namespace Reporting.Api.Access;

/// <summary>Authenticates, rate-limits and authorises requests, with the handlers and policies of <see cref="AccessRegistration"/>.</summary>
internal static class AccessMiddleware
{
    /// <summary>Runs after routing, because the endpoint decides which permission is needed.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var (identities, rates, refusals) = (app.Services.GetRequiredService<IdentityResolver>(), app.Services.GetRequiredService<RequestRates>(), app.Services.GetRequiredService<Refusals>());
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            // The page of an unknown address shows the bar of its reader, and counts for the rates.
            if (context.GetEndpoint() is RouteEndpoint || context.OpensUnknownPage())
            {
                // Repeats the handler's cached result, because the authentication middleware does not keep failures.
                var identity = identities.Of(context, await context.AuthenticateAsync());
                context.Features.Set(identity);
                if (rates.Refuse(context, identity) is { } tooMany)
                {
                    await refusals.SendAsync(context, tooMany);
                    return;
                }
            }

            await next(context);
        });
        app.UseAuthorization();
        app.Lifetime.ApplicationStarted.Register(() => LogAnonymousRoles(app, identities));
    }

    private static void LogAnonymousRoles(WebApplication app, IdentityResolver identities)
    {
        var roles = identities.Anonymous.Caller.Roles;
        if (roles.Count == 0)
        {
            app.Logger.LogInformation("Anonymous callers have no roles: they reach only /health and the sign-in page. Create a key: reporting keys create --role admin --name NAME");
        }
        else if (app.Environment.IsDevelopment())
        {
            app.Logger.LogInformation("Development: anonymous callers have the roles {Roles}.", string.Join(", ", roles));
        }
        else
        {
            app.Logger.LogWarning("Anonymous callers have the roles {Roles} (Access:Anonymous), so everyone who can reach the port has them.", string.Join(", ", roles));
        }
    }
}
