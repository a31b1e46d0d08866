using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.SignIn;

/// <summary>Where people sign in and out.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";

    /// <summary>Where one goes who did not say where to.</summary>
    private const string Start = "/";

    private const string ReturnUrl = "returnUrl";

    public static void MapSignIn(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).AllowAnonymous().Pages();
        group.MapGet(Path, Show);
        group.MapPost(Path, WithKeyAsync).Form();
        group.MapGet("/sign-in/provider", WithProviderAsync);
        group.MapGet(ProviderScheme.CallbackPath, BackAsync);
        group.MapPost("/sign-out", OutAsync).Form();
    }

    /// <summary>The sign-in page's address, from which one comes back to what was asked for.</summary>
    public static string Address(HttpRequest request) =>
        $"{request.PathBase}{Path}?{ReturnUrl}={Uri.EscapeDataString($"{request.PathBase}{request.Path}{request.QueryString}")}";

    private static IResult Show(HttpContext context) => Page(context, Wanted(context, context.Request.Query[ReturnUrl]), null);

    private static async Task<IResult> WithKeyAsync(HttpContext context, KeyCheck keys, SignInTrail trail)
    {
        var form = await context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 100, ValueLengthLimit = 5_000, ValueCountLimit = 10 }, context.RequestAborted);
        var wanted = Wanted(context, form[ReturnUrl]);
        var text = form["key"].ToString().Trim();
        if (!(await keys.VerifyAsync(text, context)).IsValue(out var key, out var problem))
        {
            return await RefuseAsync(context, trail, wanted, problem, problem.Is(ErrorCodes.KeyRevoked, ErrorCodes.KeyExpired) && ApiKey.TryRead(text, out var was) ? was.Id : null);
        }

        await trail.InAsync(context, key.Name, key.Roles);
        await context.SignInAsync(Session.Scheme, CallerPrincipal.Of(Session.Scheme, key));
        return PageForms.See(wanted);
    }

    private static async Task<IResult> WithProviderAsync(HttpContext context, IOptions<ProviderOptions> options, ProviderMetadata provider)
    {
        if (!options.Value.OffersSignIn())
        {
            return Page(context, null, new Problem(ErrorCodes.NotFound, "No OpenID Connect provider is set for signing in.", "Sign in with an API key."));
        }

        return (await provider.ReadAsync(context.RequestAborted)).IsValue(out _, out var away)
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Wanted(context, context.Request.Query[ReturnUrl]) }, [ProviderScheme.Name])
            : Page(context, null, away);
    }

    // Where a provider is set its handler answers here, before any endpoint.
    private static Task<IResult> BackAsync(HttpContext context, SignInTrail trail) => RefuseAsync(context, trail, null, ProviderScheme.NotBegun);

    private static async Task<IResult> OutAsync(HttpRequest request, SignInTrail trail)
    {
        await Session.EndAsync(request.HttpContext);
        await trail.OutAsync(request.HttpContext);
        return PageForms.See(request.PathBase + Path);
    }

    /// <summary>The sign-in page with the reason; of an address that tries too often the audit lines before tell enough.</summary>
    /// <param name="keyId">Of a key that was good once.</param>
    public static async Task<IResult> RefuseAsync(HttpContext context, SignInTrail trail, string? wanted, Problem problem, string? keyId = null)
    {
        if (problem.Kind == ProblemKind.TooMany)
        {
            ProblemResult.SetRetryAfter(context.Response, problem);
        }
        else
        {
            await trail.RefusedAsync(context, problem, keyId);
        }

        return Page(context, wanted, problem);
    }

    private static PageResult Page(HttpContext context, string? wanted, Problem? problem)
    {
        var (services, goal) = (context.RequestServices, wanted ?? context.Request.PathBase + Start);
        return PageResult.Of<SignInPage>(
            context,
            problem is null ? StatusCodes.Status200OK : problem.Kind == ProblemKind.NotSignedIn ? StatusCodes.Status400BadRequest : ProblemResponses.StatusOf(problem.Kind),
            new()
            {
                [nameof(SignInPage.Hours)] = services.GetRequiredService<IOptions<AccessOptions>>().Value.SignInHours,
                [nameof(SignInPage.Problem)] = problem,
                [nameof(SignInPage.ReturnUrl)] = goal,
                [nameof(SignInPage.ProviderAddress)] = services.GetRequiredService<IOptions<ProviderOptions>>().Value.OffersSignIn()
                    ? $"{context.Request.PathBase}/sign-in/provider?{ReturnUrl}={Uri.EscapeDataString(goal)}"
                    : null,
            });
    }

    private static string Wanted(HttpContext context, string? address) => LocalAddress.Of(address, context.Request.PathBase + Start);
}
