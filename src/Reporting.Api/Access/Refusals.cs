using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Access;

/// <summary>Refuses requests. Programs get a problem with a challenge; browsers get the sign-in page.</summary>
internal sealed class Refusals(IOptions<ProviderOptions> provider, ProviderMetadata metadata) : IAuthorizationMiddlewareResultHandler
{
    private const string Realm = "Reporting";

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context) : SendAsync(context, context.Request.RequestIdentity().Refused ?? Refusal(context, policy, authorizeResult));

    public async Task SendAsync(HttpContext context, Problem problem)
    {
        var credential = Credential.Of(context.Request).Kind;
        AuditDraft.Of(context)?.MarkRefused();
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Kind == ProblemKind.NotSignedIn && credential == CredentialKind.None && context.Request.OpensPage())
        {
            context.Response.Redirect(SignInEndpoints.Address(context.Request));
            return;
        }

        // The session ended while the form was open. The typed values are lost; the person returns to the form after signing in.
        if (problem.Kind == ProblemKind.NotSignedIn && credential == CredentialKind.None && context.Request.AcceptsPage() && context.GetEndpoint()?.Metadata.GetMetadata<PageMetadata>() is not null)
        {
            await PageForms.See(SignInEndpoints.AddressBefore(context.Request)).ExecuteAsync(context);
            return;
        }

        if (problem.Kind == ProblemKind.NotSignedIn)
        {
            context.Response.Headers.WWWAuthenticate = await ChallengesAsync(context, credential);
        }

        if (problem.Kind == ProblemKind.Forbidden && context.Request.OpensPage())
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
            return new Problem(ErrorCodes.CrossSite, "A page of another site sent this request in your name.", "Use the pages of this service, or an API key.");
        }

        var needed = policy.Requirements.OfType<PermissionRequirement>().FirstOrDefault()?.Permission;
        return context.Request.RequestIdentity().IsAnonymous
            ? new Problem(ErrorCodes.CredentialsMissing, "Authentication is required.", "Send an API key as X-Api-Key, or sign in at /sign-in. An administrator creates keys with 'reporting keys create'.")
            : new Problem(
                ErrorCodes.PermissionMissing,
                needed is null ? "This endpoint is disabled." : $"This request needs the permission '{EnumWord.Of(needed.Value)}', which your roles do not include.",
                "Ask an administrator for a key or role with the permission.");
    }

    // Office sends an empty bearer token to find the provider. The challenge names only the provider, or Basic without one.
    private async Task<string[]> ChallengesAsync(HttpContext context, CredentialKind credential)
    {
        var authorization = provider.Value.Authority is not null && (await metadata.ReadAsync(context.RequestAborted)).IsValue(out var published, out _)
            ? $" authorization_uri=\"{published.AuthorizationEndpoint}\""
            : null;
        var bearer = authorization is null ? $"Bearer realm=\"{Realm}\"" : "Bearer" + authorization;
        var basic = $"Basic realm=\"{Realm}\", charset=\"UTF-8\"";
        if (credential == CredentialKind.Probe)
        {
            return [authorization is null ? basic : bearer];
        }

        // Omit Basic for scripts of a page, because the browser would open a password dialog.
        return context.Request.Headers.ContainsKey("Sec-Fetch-Mode") ? [bearer] : [bearer, basic];
    }
}
