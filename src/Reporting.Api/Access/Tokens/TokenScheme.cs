using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pipeline;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>Configures the framework's handler of bearer tokens with this service's validation rules and problems.</summary>
internal sealed class TokenScheme(ProviderMetadata provider, IOptions<ProviderOptions> options, RequestRates rates, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Name = Schemes.Token;

    public const int MaxLength = 32 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // Accept only signatures with the provider's private key. Refuse 'none' and shared secrets.
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
        bearer.Events = new JwtBearerEvents { OnMessageReceived = BeginAsync, OnTokenValidated = MapClaimsAsync, OnAuthenticationFailed = RefuseAsync };
    }

    /// <summary>The validation rules of all tokens of the provider.</summary>
    public TokenValidationParameters Rules(string? audience) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        TryAllIssuerSigningKeys = false,
        ClockSkew = Skew,
        // The library uses the machine's clock; this program uses TimeProvider.
        LifetimeValidator = IsValidNow,
    };

    /// <summary>Problems: <c>token-invalid</c>, <c>token-expired</c>.</summary>
    public static Problem ProblemOf(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => new Problem(ErrorCodes.TokenExpired, "The token has expired.", "Get a new one from the provider."),
        SecurityTokenInvalidAudienceException => Invalid("It was issued for another service."),
        SecurityTokenInvalidIssuerException => Invalid("It was issued by another provider."),
        _ => Invalid("Its signature or content is not valid."),
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
            Refuse(context, Invalid("It is neither an API key nor a token of the configured provider."));
        }
        else if (await provider.PrepareAsync(keyId, context.HttpContext.RequestAborted) is { } problem)
        {
            context.Fail(new CredentialRefusedException(problem));
        }
    }

    // Null if the text is not a token.
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

    private Task MapClaimsAsync(TokenValidatedContext context)
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

    private bool IsValidNow(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters rules)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return to is { } end && now < end + Skew ? from is null || from - Skew <= now : throw new SecurityTokenExpiredException();
    }

    private static Problem Invalid(string why) => new(ErrorCodes.TokenInvalid, $"The bearer token is not valid. {why}", "Get a token from the provider for this service, or use an API key.");
}
