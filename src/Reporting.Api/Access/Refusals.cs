using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Audit;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>How a request is turned away: programs get a problem and how to sign in, people the sign-in page.</summary>
internal sealed class Refusals(IOptions<ProviderOptions> provider, ProviderMetadata metadata) : IAuthorizationMiddlewareResultHandler
{
    private const string Realm = "Reporting";

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context) : SendAsync(context, context.Request.RequestIdentity().Refused ?? Refusal(context, policy, authorizeResult));

    public async Task SendAsync(HttpContext context, Problem problem)
    {
        var credential = Credential.Of(context.Request).Kind;
        AuditDraft.Of(context)?.MarkRateLimited();
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Kind == ProblemKind.NotSignedIn && credential == CredentialKind.None && IsPerson(context.Request))
        {
            context.Response.Redirect(SignInEndpoints.Address(context.Request));
            return;
        }

        if (problem.Kind == ProblemKind.NotSignedIn)
        {
            context.Response.Headers.WWWAuthenticate = await ChallengesAsync(context, credential);
        }

        if (problem.Kind == ProblemKind.Forbidden && IsPerson(context.Request))
        {
            await NoticePage.Of(context, problem, StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        await ProblemResponses.Answer(problem).ExecuteAsync(context);
    }

    private static Problem Refusal(HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        if (result.AuthorizationFailure?.FailureReasons.Any(r => r.Message == PermissionHandler.CrossSite) == true)
        {
            return new Problem(ErrorCodes.CrossSite, "Another site's page asked for this in your name.", "Do it on the pages of this service, or with an API key.");
        }

        var needed = policy.Requirements.OfType<PermissionRequirement>().FirstOrDefault()?.Permission;
        return context.Request.RequestIdentity().IsAnonymous
            ? new Problem(ErrorCodes.CredentialsMissing, "Nothing is answered here to callers who do not say who they are.", "Send an API key as X-Api-Key (an administrator makes one with 'reporting keys create'), or sign in at /sign-in.")
            : new Problem(ErrorCodes.PermissionMissing, $"This needs the permission '{needed?.ToString() ?? "nobody has"}', which none of your roles gives.", "Ask an administrator for a key or a role that may do this.");
    }

    /// <summary>A browser that opens a page says that it wants HTML; programs and Office's feeds do not.</summary>
    private static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // Office sends an empty bearer token to ask where one signs in: it is told the provider alone, or that there is none.
    private async Task<string[]> ChallengesAsync(HttpContext context, CredentialKind credential)
    {
        var place = provider.Value.Authority is not null && (await metadata.ReadAsync(context.RequestAborted)).IsValue(out var published, out _)
            ? $" authorization_uri=\"{published.AuthorizationEndpoint}\""
            : null;
        var bearer = place is null ? $"Bearer realm=\"{Realm}\"" : "Bearer" + place;
        var basic = $"Basic realm=\"{Realm}\", charset=\"UTF-8\"";
        if (credential == CredentialKind.Probe)
        {
            return [place is null ? basic : bearer];
        }

        // A browser would answer Basic with a window of its own, over the page that asked.
        return context.Request.Headers.ContainsKey("Sec-Fetch-Mode") ? [bearer] : [bearer, basic];
    }
}
