using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Reporting.Api.Access.Keys;

namespace Reporting.Api.Access.SignIn;

/// <summary>A person who signed in on the pages, kept in a cookie that scripts cannot read and other sites cannot send along with a change.</summary>
internal static class Session
{
    public const string Scheme = "Session";
    public const string CookieName = "reporting.session";
    public const string KeyClaim = "key";

    public static void AddSession(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        authentication.AddCookie(Scheme, options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = TimeSpan.FromHours(configuration.GetValue($"{AccessOptions.Section}:{nameof(AccessOptions.SignInHours)}", new AccessOptions().SignInHours));
            options.SlidingExpiration = false;
            options.Events.OnValidatePrincipal = ReadKeyAsync;
        });
        authentication.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "reporting.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    // What the key of a session may do is read anew each time, and revoking it ends the session: the person is asked to sign in again.
    private static async Task ReadKeyAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(KeyClaim) is { } id)
        {
            if ((await context.HttpContext.RequestServices.GetRequiredService<KeyRing>().FindAsync(id, context.HttpContext.RequestAborted)).IsValue(out var key, out _))
            {
                context.ReplacePrincipal(CallerPrincipal.Of(Scheme, key));
            }
            else
            {
                context.RejectPrincipal();
            }
        }
    }
}
