using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>The authentication handler of API keys, which the framework does not provide.</summary>
internal sealed class KeyHandler(KeyCheck keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Key";

    private static readonly ConditionalWeakTable<StoredKey, ClaimsPrincipal> Holders = [];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var credential = Credential.Of(Request);
        var verified = credential.Kind switch
        {
            CredentialKind.Key => await keys.VerifyAsync(credential.Text, Context),
            CredentialKind.Probe => new Problem(ErrorCodes.CredentialsMissing, "The bearer token is empty.", "Send a key or a token."),
            _ => new Problem(ErrorCodes.CredentialsUnknown, "The scheme of the Authorization header is not supported.", "Send a key as X-Api-Key, as a Bearer token, or as the password of Basic."),
        };
        return verified.IsValue(out var key, out var problem)
            ? AuthenticateResult.Success(new AuthenticationTicket(Holders.GetValue(key, k => CallerPrincipal.Of(Name, k)), Name))
            : AuthenticateResult.Fail(new CredentialRefusedException(problem));
    }
}
