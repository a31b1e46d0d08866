using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.SignIn;

/// <summary>The session of a person who signed in on the pages. Scripts cannot read its cookie, and other sites cannot send it with a change.</summary>
internal static class Session
{
    public const string Scheme = Schemes.Session;
    public const string CookieName = "reporting.session";

    // The id of the session in the cookie, by which an ended session is refused.
    private const string IdItem = "session";

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
            options.Events.OnSigningIn = Begin;
            options.Events.OnValidatePrincipal = ValidateAsync;
        });
        authentication.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "reporting.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Ends the session of a request in all processes, so that a copied cookie is useless.</summary>
    public static async Task EndAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(Scheme)).Properties is { } properties && properties.Items.TryGetValue(IdItem, out var id) && id is not null)
        {
            var hours = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.SignInHours;
            var until = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(hours);
            await context.RequestServices.GetRequiredService<EndedSessions>().EndAsync(id, until, CancellationToken.None);
        }

        await context.SignOutAsync(Scheme);
    }

    private static Task Begin(CookieSigningInContext context)
    {
        context.Properties.Items[IdItem] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var ended = context.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
        if (!context.Properties.Items.TryGetValue(IdItem, out var id) || id is null || await ended.ContainsAsync(id, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        await ReadKeyAsync(context);
    }

    // Reads the key's roles for each request. Revoking the key ends the session.
    private static async Task ReadKeyAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(CallerPrincipal.KeyClaim) is { } id)
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
