using Microsoft.AspNetCore.Authentication;
using Reporting.Api.Pipeline;

namespace Reporting.Api.Access;

/// <summary>The one place where requests are let in: who asks, how often, and may they? The framework's middleware asks the handlers and policies of <see cref="AccessRegistration"/>.</summary>
internal static class AccessMiddleware
{
    /// <summary>After routing: what is asked for decides.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var (identities, rates, refusals) = (app.Services.GetRequiredService<IdentityResolver>(), app.Services.GetRequiredService<RequestRates>(), app.Services.GetRequiredService<Refusals>());
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is RouteEndpoint)
            {
                // The handler has looked already, and says the same again; the middleware before keeps no failures.
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
