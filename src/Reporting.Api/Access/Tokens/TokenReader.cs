using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Reporting.Api.Access.Keys;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>Checks tokens of the provider: issuer, audience, time and signature.</summary>
internal sealed class TokenReader(ProviderMetadata provider, IOptions<OpenIdConnectOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // Signatures with the provider's private key only: never 'none', never a shared secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 32 * 1024 };

    /// <summary>Problems: <c>token-invalid</c>, <c>token-expired</c>, <c>provider-away</c>.</summary>
    public async Task<Outcome<JsonWebToken>> ReadAsync(string token, string? audience, CancellationToken cancellationToken)
    {
        if (!provider.IsConfigured || audience is null || !_handler.CanReadToken(token))
        {
            return Invalid("It is neither an API key nor a token of a provider that is known here.");
        }

        if (!(await provider.ReadAsync(cancellationToken)).IsValue(out var metadata, out var problem))
        {
            return problem;
        }

        var result = await ValidateAsync(token, audience, metadata);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && (await provider.ReadAgainAsync(metadata, cancellationToken)).IsValue(out var newer, out _) && newer != metadata)
        {
            result = await ValidateAsync(token, audience, newer);
        }

        return result switch
        {
            { IsValid: true, SecurityToken: JsonWebToken valid } => valid,
            { Exception: SecurityTokenExpiredException } => new Problem(ProblemKind.NotSignedIn, "token-expired", "The token has expired.", "Get a new one from the provider."),
            { Exception: SecurityTokenInvalidAudienceException } => Invalid("It is for another service."),
            { Exception: SecurityTokenInvalidIssuerException } => Invalid("It is of another issuer."),
            _ => Invalid("Its signature or content is not right."),
        };
    }

    public string NameOf(JsonWebToken token) =>
        new[] { options.Value.NameClaim, "email", "name", "client_id", "azp" }
            .Select(claim => token.TryGetPayloadValue<string>(claim, out var value) ? value : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value) && !KeyRing.IsReserved(value)) ?? token.Subject ?? "someone of the provider";

    private Task<TokenValidationResult> ValidateAsync(string token, string audience, OpenIdConnectConfiguration metadata) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = metadata.SigningKeys,
            ValidAlgorithms = Algorithms,
            TryAllIssuerSigningKeys = false,
            ClockSkew = Skew,
            LifetimeValidator = IsNow,
        });

    private bool IsNow(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters rules)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return to is { } end && now < end + Skew ? from is null || from - Skew <= now : throw new SecurityTokenExpiredException();
    }

    private static Problem Invalid(string why) => new(ProblemKind.NotSignedIn, "token-invalid", $"The bearer token is not taken. {why}", "Get a token from the provider for this service, or use an API key.");
}
