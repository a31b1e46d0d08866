using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.SignIn;

/// <summary>The endpoints of sign-in and sign-out.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";

    /// <summary>The default return address.</summary>
    private const string Start = "/";

    private const string ReturnUrl = "returnUrl";

    public static void MapSignIn(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).AllowAnonymous().Pages();
        group.MapGet(Path, Show);
        group.MapPost(Path, WithKeyAsync).Form();
        group.MapGet("/sign-in/provider", WithProviderAsync);
        group.MapGet(ProviderScheme.CallbackPath, CallbackAsync);
        group.MapPost("/sign-out", SignOutAsync).Form();
    }

    /// <summary>The address of the sign-in page, with the requested page as the return address.</summary>
    public static string Address(HttpRequest request) =>
        $"{request.PathBase}{Path}?{ReturnUrl}={Uri.EscapeDataString($"{request.PathBase}{request.Path}{request.QueryString}")}";

    /// <summary>The same with the page that holds a submitted form. Pages of other sites are not return addresses.</summary>
    public static string AddressBefore(HttpRequest request)
    {
        var start = request.PathBase + Start;
        var form = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : start;
        return $"{request.PathBase}{Path}?{ReturnUrl}={Uri.EscapeDataString(LocalAddress.Of(form, start))}";
    }

    private static IResult Show(HttpContext context) => Page(context, ReturnAddress(context, context.Request.Query[ReturnUrl]), null);

    private static async Task<IResult> WithKeyAsync(HttpContext context, KeyCheck keys, SignInTrail trail)
    {
        var form = await context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 100, ValueLengthLimit = 5_000, ValueCountLimit = 10 }, context.RequestAborted);
        var returnAddress = ReturnAddress(context, form[ReturnUrl]);
        var text = form["key"].ToString().Trim();
        if (!(await keys.VerifyAsync(text, context)).IsValue(out var key, out var problem))
        {
            return await RefuseAsync(context, trail, returnAddress, problem, problem.Is(ErrorCodes.KeyRevoked, ErrorCodes.KeyExpired) && ApiKey.TryRead(text, out var endedKey) ? endedKey.Id : null);
        }

        await trail.InAsync(context, key.Name, key.Roles);
        await context.SignInAsync(Session.Scheme, CallerPrincipal.Of(Session.Scheme, key));
        return PageForms.See(returnAddress);
    }

    private static async Task<IResult> WithProviderAsync(HttpContext context, IOptions<ProviderOptions> options, ProviderMetadata provider)
    {
        if (!options.Value.OffersSignIn())
        {
            return Page(context, null, new Problem(ErrorCodes.NotFound, "Sign-in with an OpenID Connect provider is not configured.", "Sign in with an API key."));
        }

        return (await provider.ReadAsync(context.RequestAborted)).IsValue(out _, out var problem)
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = ReturnAddress(context, context.Request.Query[ReturnUrl]) }, [ProviderScheme.Name])
            : Page(context, null, problem);
    }

    // Runs only without a provider. Otherwise the provider's handler answers first.
    private static Task<IResult> CallbackAsync(HttpContext context, SignInTrail trail) => RefuseAsync(context, trail, null, ProviderScheme.NotStarted);

    private static async Task<IResult> SignOutAsync(HttpRequest request, SignInTrail trail)
    {
        await Session.EndAsync(request.HttpContext);
        await trail.OutAsync(request.HttpContext);
        return PageForms.See(request.PathBase + Path);
    }

    /// <summary>Shows the sign-in page with the problem, and audits it. Rate-limited attempts are not audited, because earlier lines show the address.</summary>
    /// <param name="keyId">The id of a revoked or expired key.</param>
    public static async Task<IResult> RefuseAsync(HttpContext context, SignInTrail trail, string? returnAddress, Problem problem, string? keyId = null)
    {
        if (problem.Kind == ProblemKind.TooMany)
        {
            ProblemResult.SetRetryAfter(context.Response, problem);
        }
        else
        {
            await trail.RefusedAsync(context, problem, keyId);
        }

        return Page(context, returnAddress, problem);
    }

    private static PageResult Page(HttpContext context, string? returnAddress, Problem? problem)
    {
        var (services, target) = (context.RequestServices, returnAddress ?? context.Request.PathBase + Start);
        return PageResult.Of<SignInPage>(
            context,
            problem is null ? StatusCodes.Status200OK : problem.Kind == ProblemKind.NotSignedIn ? StatusCodes.Status400BadRequest : ProblemResponses.StatusOf(problem.Kind),
            new()
            {
                [nameof(SignInPage.Hours)] = services.GetRequiredService<IOptions<AccessOptions>>().Value.SignInHours,
                [nameof(SignInPage.Problem)] = problem,
                [nameof(SignInPage.ReturnUrl)] = target,
                [nameof(SignInPage.ProviderAddress)] = services.GetRequiredService<IOptions<ProviderOptions>>().Value.OffersSignIn()
                    ? $"{context.Request.PathBase}/sign-in/provider?{ReturnUrl}={Uri.EscapeDataString(target)}"
                    : null,
            });
    }

    private static string ReturnAddress(HttpContext context, string? address) => LocalAddress.Of(address, context.Request.PathBase + Start);
}
