using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Reporting.Api.Pipeline;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>The authentication scheme of the provider's tokens: the framework's handler, with our rules for what is taken and our words for what is not.</summary>
internal sealed class TokenScheme(ProviderMetadata provider, IOptions<ProviderOptions> options, RequestRates rates, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Name = "Token";

    public const int MaxLength = 32 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // Signatures with the provider's private key only: never 'none', never a shared secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public void Configure(JwtBearerOptions options) => Configure(Name, options);

    public void Configure(string? name, JwtBearerOptions bearer)
    {
        if (name != Name)
        {
            return;
        }

        bearer.ConfigurationManager = provider;
        bearer.TokenValidationParameters = Rules(options.Value.Audience ?? options.Value.ClientId);
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxLength });
        bearer.Events = new JwtBearerEvents { OnMessageReceived = BeginAsync, OnTokenValidated = TakeAsync, OnAuthenticationFailed = RefuseAsync };
    }

    /// <summary>What holds for every token of the provider, whatever it is for.</summary>
    public TokenValidationParameters Rules(string? audience) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        TryAllIssuerSigningKeys = false,
        ClockSkew = Skew,
        // The library looks at the machine's clock, the rest of the program at this one.
        LifetimeValidator = IsNow,
    };

    /// <summary>Problems: <c>token-invalid</c>, <c>token-expired</c>.</summary>
    public static Problem ProblemOf(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => new Problem(ErrorCodes.TokenExpired, "The token has expired.", "Get a new one from the provider."),
        SecurityTokenInvalidAudienceException => Invalid("It is for another service."),
        SecurityTokenInvalidIssuerException => Invalid("It is of another issuer."),
        _ => Invalid("Its signature or content is not right."),
    };

    private async Task BeginAsync(MessageReceivedContext context)
    {
        context.Token = Credential.Of(context.Request).Text;
        if (rates.RefuseAttempt(IdentityResolver.AddressOf(context.HttpContext)) is { } tooMany)
        {
            context.Fail(new CredentialRefusedException(tooMany));
        }
        else if (!provider.IsConfigured || KeyIdOf(context.Token) is not { } keyId)
        {
            Refuse(context, Invalid("It is neither an API key nor a token of a provider that is known here."));
        }
        else if (await provider.PrepareAsync(keyId, context.HttpContext.RequestAborted) is { } away)
        {
            context.Fail(new CredentialRefusedException(away));
        }
    }

    // Null of a text that is no token.
    private static string? KeyIdOf(string token)
    {
        try
        {
            return token.Length <= MaxLength ? new JsonWebToken(token).Kid ?? string.Empty : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private Task TakeAsync(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        context.Principal = CallerPrincipal.Of(Name, TokenClaims.NameOf(token, options.Value), token.Subject ?? string.Empty, TokenClaims.RolesOf(token, options.Value));
        return Task.CompletedTask;
    }

    private Task RefuseAsync(AuthenticationFailedContext context)
    {
        Refuse(context, ProblemOf(context.Exception));
        return Task.CompletedTask;
    }

    private void Refuse(Microsoft.AspNetCore.Authentication.ResultContext<JwtBearerOptions> context, Problem problem)
    {
        rates.CountFailure(IdentityResolver.AddressOf(context.HttpContext));
        context.Fail(new CredentialRefusedException(problem));
    }

    private bool IsNow(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters rules)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return to is { } end && now < end + Skew ? from is null || from - Skew <= now : throw new SecurityTokenExpiredException();
    }

    private static Problem Invalid(string why) => new(ErrorCodes.TokenInvalid, $"The bearer token is not taken. {why}", "Get a token from the provider for this service, or use an API key.");
}
