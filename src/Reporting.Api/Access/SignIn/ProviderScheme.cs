using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.SignIn;

/// <summary>Configures sign-in at the OpenID Connect provider: code flow with PKCE by the framework's handler, which then starts a session.</summary>
internal sealed class ProviderScheme(
    ProviderMetadata provider, TokenScheme tokens, IOptions<ProviderOptions> options, PublicAddress address, IdentityResolver identities, RequestRates rates, SignInTrail trail)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Name = "Provider";
    public const string CallbackPath = "/sign-in/callback";

    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);

    public void Configure(OpenIdConnectOptions options) => Configure(Name, options);

    public void Configure(string? name, OpenIdConnectOptions connect)
    {
        if (name != Name)
        {
            return;
        }

        connect.SignInScheme = Session.Scheme;
        connect.ConfigurationManager = provider;
        connect.ClientId = options.Value.ClientId;
        connect.ClientSecret = options.Value.ClientSecret;
        connect.ResponseType = OpenIdConnectResponseType.Code;
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.CallbackPath = CallbackPath;
        connect.BackchannelTimeout = TimeSpan.FromSeconds(10);
        connect.RemoteAuthenticationTimeout = MaxDuration;
        connect.ProtocolValidator.NonceLifetime = MaxDuration;
        connect.TokenValidationParameters = tokens.Rules(options.Value.ClientId);
        connect.TokenHandler = new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = TokenScheme.MaxLength };
        connect.Scope.Clear();
        foreach (var scope in options.Value.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            connect.Scope.Add(scope);
        }

        foreach (var cookie in new[] { connect.NonceCookie, connect.CorrelationCookie })
        {
            // Lax, because the callback is a navigation from the provider's site.
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        connect.NonceCookie.Name = "reporting.sign-in.nonce.";
        connect.CorrelationCookie.Name = "reporting.sign-in.";
        connect.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = RedirectAsync, OnMessageReceived = LimitRateAsync, OnTokenResponseReceived = PrepareAsync, OnTokenValidated = MapClaimsAsync, OnTicketReceived = SignInAsync, OnRemoteFailure = RefuseAsync,
        };
    }

    private Task RedirectAsync(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = address.Of(context.Request) + CallbackPath;
        return Task.CompletedTask;
    }

    private async Task LimitRateAsync(MessageReceivedContext context)
    {
        if (rates.Refuse(context.HttpContext, identities.AnonymousAt(context.HttpContext)) is { } tooMany)
        {
            context.HandleResponse();
            await (await SignInEndpoints.RefuseAsync(context.HttpContext, trail, null, tooMany)).ExecuteAsync(context.HttpContext);
        }
    }

    private Task PrepareAsync(TokenResponseReceivedContext context) =>
        context.TokenEndpointResponse.IdToken is { } token ? provider.PrepareAsync(new JsonWebToken(token).Kid, context.HttpContext.RequestAborted) : Task.CompletedTask;

    private Task MapClaimsAsync(TokenValidatedContext context)
    {
        var token = new JsonWebToken(context.SecurityToken.RawData);
        context.Principal = CallerPrincipal.Of(Session.Scheme, TokenClaims.NameOf(token, options.Value), token.Subject ?? string.Empty, TokenClaims.RolesOf(token, options.Value));
        return Task.CompletedTask;
    }

    // Replaces the handler's own sign-in, which would start the session before the audit line is written.
    private async Task SignInAsync(TicketReceivedContext context)
    {
        var person = context.Principal!;
        context.HandleResponse();
        await trail.InAsync(context.HttpContext, person.Identity!.Name!, CallerPrincipal.RolesOf(person));
        await context.HttpContext.SignInAsync(Session.Scheme, person);
        await PageForms.See(context.ReturnUri ?? "/").ExecuteAsync(context.HttpContext);
    }

    private async Task RefuseAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        await (await SignInEndpoints.RefuseAsync(context.HttpContext, trail, null, ProblemOf(context))).ExecuteAsync(context.HttpContext);
    }

    /// <summary>Problems: <c>sign-in-failed</c>, those of tokens.</summary>
    private static Problem ProblemOf(RemoteFailureContext context) => context.Failure switch
    {
        _ when context.Request.Query["error"].ToString() is { Length: > 0 } error => Failed($"The provider reported '{SafeText.Of(error)}'."),
        OpenIdConnectProtocolInvalidNonceException => Failed("The provider's token is not for this sign-in."),
        SecurityTokenException failure => TokenScheme.ProblemOf(failure),
        OpenIdConnectProtocolException or HttpRequestException or InvalidOperationException or TaskCanceledException => Failed("The provider sent no valid response."),
        _ => NotStarted,
    };

    public static Problem NotStarted => Failed("The sign-in was started in another browser, or too long ago.");

    private static Problem Failed(string why) => new(ErrorCodes.SignInFailed, $"Sign-in failed. {why}", "Start again at /sign-in.");
}
