using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Keys;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
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
        group.MapGet(ProviderSignIn.CallbackPath, BackAsync);
        group.MapPost("/sign-out", OutAsync).Form();
    }

    /// <summary>The sign-in page's address, from which one comes back to what was asked for.</summary>
    public static string Address(HttpRequest request) =>
        $"{request.PathBase}{Path}?{ReturnUrl}={Uri.EscapeDataString($"{request.PathBase}{request.Path}{request.QueryString}")}";

    private static IResult Show(HttpContext context, ProviderSignIn provider) => Page(context, provider, Wanted(context, context.Request.Query[ReturnUrl]), null);

    private static async Task<IResult> WithKeyAsync(HttpContext context, IdentityResolver askers, ProviderSignIn provider, SignInTrail trail)
    {
        var form = await context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 100, ValueLengthLimit = 5_000, ValueCountLimit = 10 }, context.RequestAborted);
        var wanted = Wanted(context, form[ReturnUrl]);
        var text = form["key"].ToString().Trim();
        if (!(await askers.VerifyAsync(text, context)).IsValue(out var key, out var problem))
        {
            return await RefuseAsync(context, provider, trail, wanted, problem, problem.Code is "key-revoked" or "key-expired" && ApiKey.TryRead(text, out var was) ? was.Id : null);
        }

        await trail.InAsync(context, key.Name, key.Roles);
        await context.SignInAsync(Session.Scheme, Session.Of(key));
        return PageForms.See(wanted);
    }

    private static async Task<IResult> WithProviderAsync(HttpContext context, ProviderSignIn provider) =>
        (await provider.StartAsync(context, Wanted(context, context.Request.Query[ReturnUrl]))).IsValue(out var address, out var problem)
            ? Results.Redirect(address)
            : Page(context, provider, null, problem);

    private static async Task<IResult> BackAsync(HttpContext context, ProviderSignIn provider, SignInTrail trail)
    {
        if (!(await provider.FinishAsync(context)).IsValue(out var signedIn, out var problem))
        {
            return await RefuseAsync(context, provider, trail, null, problem, null);
        }

        await trail.InAsync(context, signedIn.Person.Identity!.Name!, signedIn.Person.FindAll(Session.RoleClaim).Select(c => c.Value));
        await context.SignInAsync(Session.Scheme, signedIn.Person);
        return PageForms.See(signedIn.ReturnUrl);
    }

    private static async Task<IResult> OutAsync(HttpRequest request, SignInTrail trail)
    {
        await request.HttpContext.SignOutAsync(Session.Scheme);
        await trail.OutAsync(request.HttpContext);
        return PageForms.See(request.PathBase + Path);
    }

    // Of an address that tries too often the lines before tell enough.
    private static async Task<IResult> RefuseAsync(HttpContext context, ProviderSignIn provider, SignInTrail trail, string? wanted, Problem problem, string? keyId)
    {
        if (problem.Kind == ProblemKind.TooMany)
        {
            context.Response.Headers.RetryAfter = RequestRates.RetryAfter(problem);
        }
        else
        {
            await trail.RefusedAsync(context, problem, keyId);
        }

        return Page(context, provider, wanted, problem);
    }

    private static PageResult Page(HttpContext context, ProviderSignIn provider, string? wanted, Problem? problem) => PageResult.Of<SignInPage>(
        context,
        problem is null ? StatusCodes.Status200OK : problem.Kind == ProblemKind.NotSignedIn ? StatusCodes.Status400BadRequest : ProblemResponses.StatusOf(problem.Kind),
        new()
        {
            [nameof(SignInPage.Hours)] = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.SignInHours,
            [nameof(SignInPage.Problem)] = problem,
            [nameof(SignInPage.ReturnUrl)] = wanted ?? context.Request.PathBase + Start,
            [nameof(SignInPage.ProviderAddress)] = provider.IsOffered ? $"{context.Request.PathBase}/sign-in/provider?{ReturnUrl}={Uri.EscapeDataString(wanted ?? context.Request.PathBase + Start)}" : null,
        });

    private static string Wanted(HttpContext context, string? address) => LocalAddress.Of(address, context.Request.PathBase + Start);
}
