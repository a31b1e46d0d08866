using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.SignIn;

/// <summary>
/// Signs a person in at the OpenID Connect provider: code flow with PKCE, state and nonce. Ours, because the framework's handler is in no
/// package that the registry has (docs/decisions/0018-openid-connect.md).
/// </summary>
internal sealed class ProviderSignIn(
    ProviderMetadata provider, TokenReader tokens, IOptions<OpenIdConnectOptions> options, IDataProtectionProvider protection, PublicAddress address, TimeProvider time, ILogger<ProviderSignIn> log) : IDisposable
{
    public const string CallbackPath = "/sign-in/callback";

    private const string CookieName = "reporting.sign-in";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("sign-in");
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };

    /// <summary>False where no client is registered at a provider.</summary>
    public bool IsOffered => provider.IsConfigured && options.Value.ClientId is not null;

    /// <summary>The address of the provider to which the browser is sent; what is needed for the way back stays in a cookie.</summary>
    public async Task<Outcome<string>> StartAsync(HttpContext context, string returnUrl)
    {
        if (!IsOffered)
        {
            return new Problem(ProblemKind.NotFound, "not-found", "No OpenID Connect provider is set for signing in.", "Sign in with an API key.");
        }

        if (!(await provider.ReadAsync(context.RequestAborted)).IsValue(out var metadata, out var problem))
        {
            return problem;
        }

        var begun = new PendingSignIn(Random(), Random(), Random(), returnUrl, time.GetUtcNow());
        context.Response.Cookies.Append(CookieName, _protector.Protect(JsonSerializer.Serialize(begun)), Cookie(context, Longest));
        return QueryHelpers.AddQueryString(metadata.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["client_id"] = options.Value.ClientId,
            ["response_type"] = "code",
            ["response_mode"] = "query",
            ["scope"] = options.Value.Scopes,
            ["redirect_uri"] = Callback(context.Request),
            ["state"] = begun.State,
            ["nonce"] = begun.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Who came back from the provider, and where they wanted to go. Problems: <c>sign-in-failed</c>, those of tokens.</summary>
    public async Task<Outcome<(ClaimsPrincipal Person, string ReturnUrl)>> FinishAsync(HttpContext context)
    {
        var begun = Read(context.Request.Cookies[CookieName]);
        context.Response.Cookies.Delete(CookieName, Cookie(context, null));
        var query = context.Request.Query;
        if (begun is null || time.GetUtcNow() - begun.At > Longest || !Same(query["state"].ToString(), begun.State))
        {
            return Failed("It was not begun in this browser, or too long ago.");
        }

        if (query["code"].ToString() is not { Length: > 0 } code)
        {
            return Failed($"The provider said '{SafeText.Of(query["error"].ToString())}'.");
        }

        if (!(await RedeemAsync(code, begun.Verifier, context)).IsValue(out var text, out var problem)
            || !(await tokens.ReadAsync(text, options.Value.ClientId, context.RequestAborted)).IsValue(out var token, out problem))
        {
            return problem;
        }

        if (!token.TryGetPayloadValue<string>("nonce", out var nonce) || !Same(nonce, begun.Nonce))
        {
            return Failed("The provider's token is not for this sign-in.");
        }

        return (Session.Of(tokens.NameOf(token), token.Subject ?? string.Empty, RoleMap.RolesOf(token, options.Value)), begun.ReturnUrl);
    }

    public void Dispose() => _client.Dispose();

    private async Task<Outcome<string>> RedeemAsync(string code, string verifier, HttpContext context)
    {
        if (!(await provider.ReadAsync(context.RequestAborted)).IsValue(out var metadata, out var problem))
        {
            return problem;
        }

        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Callback(context.Request),
            ["client_id"] = options.Value.ClientId!,
            ["code_verifier"] = verifier,
        };
        if (options.Value.ClientSecret is { } secret)
        {
            form["client_secret"] = secret;
        }

        try
        {
            using var answer = await _client.PostAsync(new Uri(metadata.TokenEndpoint), new FormUrlEncodedContent(form), context.RequestAborted);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.RequestAborted));
            return answer.IsSuccessStatusCode && body.RootElement.TryGetProperty("id_token", out var token)
                ? token.GetString()!
                : Failed($"The provider answered {(int)answer.StatusCode} when its code was redeemed.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            log.LogWarning(e, "The OpenID Connect provider did not redeem a code.");
            return Failed("The provider did not answer as it should.");
        }
    }

    private PendingSignIn? Read(string? cookie)
    {
        try
        {
            return cookie is null ? null : JsonSerializer.Deserialize<PendingSignIn>(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Callback(HttpRequest request) => address.Of(request) + CallbackPath;

    // Lax: the way back is a navigation that the provider's site begins.
    private static CookieOptions Cookie(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = context.Request.PathBase + "/sign-in", MaxAge = age, IsEssential = true,
    };

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static Problem Failed(string why) => new(ProblemKind.NotSignedIn, "sign-in-failed", $"Signing in did not work. {why}", "Begin again at /sign-in.");

    private sealed record PendingSignIn(string State, string Nonce, string Verifier, string ReturnUrl, DateTimeOffset At);
}
