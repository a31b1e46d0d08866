using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Reporting.Api.Tests.Access;

/// <summary>A small OpenID Connect provider on a port of its own: discovery, signing keys, code flow with PKCE, RS256.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "reporting-tests";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> _codes = new();
    private RsaSecurityKey _key = CreateKeyRequest();
    private int _keyReads;

    private TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["jwks_uri"] = Address + "/keys",
            ["authorization_endpoint"] = Address + "/authorize",
            ["token_endpoint"] = Address + "/token",
        }));
        _app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _keyReads);
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, alg = "RS256", n = key.N, e = key.E } } });
        });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", RedeemAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>How often the signing keys were requested.</summary>
    public int KeyReads => _keyReads;

    /// <summary>Claims of the people who sign in.</summary>
    public Dictionary<string, object> Person { get; } = new() { ["sub"] = "p-1", ["preferred_username"] = "Dana", ["roles"] = new[] { "reader" } };

    /// <summary>A wrong nonce for the token, instead of the requested one.</summary>
    public string? OtherNonce { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>Settings of an app that trusts this provider.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["Access:OpenIdConnect:Authority"] = Address, ["Access:OpenIdConnect:ClientId"] = Audience, ["Access:OpenIdConnect:ClientSecret"] = "s3cret of the client",
    };

    public void Rotate() => _key = CreateKeyRequest();

    public string Token(IReadOnlyCollection<string> roles, string audience = Audience, TimeSpan? lifetime = null, Dictionary<string, object>? more = null)
    {
        var claims = new Dictionary<string, object>(more ?? []) { ["sub"] = "program-1", ["preferred_username"] = "Program One", ["roles"] = roles };
        return Sign(claims, audience, lifetime ?? TimeSpan.FromMinutes(5));
    }

    /// <summary>A token that looks like one of the provider, signed with an unknown key.</summary>
    public string Forged(IReadOnlyCollection<string> roles)
    {
        var own = _key;
        try
        {
            _key = CreateKeyRequest();
            return Token(roles);
        }
        finally
        {
            _key = own;
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string Sign(Dictionary<string, object> claims, string audience, TimeSpan lifetime)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = audience,
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != Audience || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={HttpUtility.UrlEncode(query["state"])}");
    }

    private async Task<IResult> RedeemAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return _codes.TryRemove(form["code"].ToString(), out var given) && given.Challenge == challenge && given.RedirectUri == form["redirect_uri"] && form["client_secret"] == "s3cret of the client"
            ? Results.Json(new { id_token = Sign(new Dictionary<string, object>(Person) { ["nonce"] = OtherNonce ?? given.Nonce }, Audience, TimeSpan.FromMinutes(5)), access_token = "nothing here needs it", token_type = "Bearer" })
            : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
    }

    private static RsaSecurityKey CreateKeyRequest() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
}
