using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Reporting.Api.Access.Tokens;

namespace Reporting.Api.Tests.Access;

public abstract class TokensTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : TokensTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : TokensTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task When_the_provider_changes_its_keys_new_tokens_are_accepted_at_once_and_old_ones_refused()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        var old = issuer.Token(["reader"]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, old));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, old));
        Assert.Equal(1, issuer.KeyReads);
        issuer.Rotate();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer.Token(["reader"])));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, old));
        Assert.Equal(2, issuer.KeyReads);
    }

    [EngineFact]
    public async Task Tokens_with_invented_keys_do_not_cause_many_requests_to_the_provider()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, issuer.Forged(["admin"])));
        }

        Assert.Equal(2, issuer.KeyReads);
    }

    [EngineFact]
    public async Task An_unsigned_token_and_one_signed_with_the_public_key_are_refused()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        var good = issuer.Token(["admin"]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, good));
        var parts = good.Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, $"{none}.{parts[1]}."));

        // HMAC with the public key as the secret, which a validator accepts if the token can choose the algorithm.
        using var client = new HttpClient();
        var published = await client.GetStringAsync(issuer.Address + "/keys");
        var token = new JsonWebToken(good);
        var forged = new JsonWebTokenHandler().CreateToken(
            Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])),
            new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(published)) { KeyId = token.Kid }, SecurityAlgorithms.HmacSha256));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, forged));
    }

    [EngineFact]
    public async Task Roles_come_from_the_configured_claim_through_the_role_map()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp
        {
            Engine = engine,
            Settings = new Dictionary<string, string>(issuer.Settings())
            {
                ["Access:OpenIdConnect:RoleClaim"] = "realm_access.roles", ["Access:OpenIdConnect:RoleMap"] = "analysts=exporter; bosses = admin,reader",
            },
        };
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, issuer.Token(["admin"])));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, Nested("admin")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, Nested("analysts")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, Nested("analysts"), "/api/v1/keys"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, Nested("bosses"), "/api/v1/keys"));

        string Nested(string role) => issuer.Token([], more: new() { ["realm_access"] = new Dictionary<string, object> { ["roles"] = new[] { role } } });
    }

    [EngineFact]
    public async Task An_empty_bearer_token_gets_the_address_of_sign_in()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        Assert.Equal($"Bearer authorization_uri=\"{issuer.Address}/authorize\"", await ChallengeAsync(app));
        await using var without = new ReportingApp { Engine = engine };
        Assert.StartsWith("Basic realm=", await ChallengeAsync(without), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task When_the_provider_is_unavailable_its_tokens_are_refused_and_keys_still_work()
    {
        string token;
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        token = issuer.Token(["reader"]);
        await issuer.DisposeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(app, token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, await app.KeyAsync("reader")));
    }

    [EngineFact]
    public async Task An_unresponsive_provider_is_requested_once_for_all_waiting_callers()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp
        {
            Engine = engine,
            Settings = new Dictionary<string, string>(issuer.Settings()) { ["Access:OpenIdConnect:Authority"] = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}" },
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusAsync(app, issuer.Token(["reader"]))));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        var asked = 0;
        for (; silent.Pending(); asked++)
        {
            (await silent.AcceptTcpClientAsync()).Dispose();
        }

        Assert.Equal(1, asked);
    }

    [EngineFact]
    public async Task A_token_cannot_have_the_name_of_callers_without_a_key()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        var token = new JsonWebToken(issuer.Token(["reader"], more: new() { ["email"] = "maya@example.org" }));
        var options = app.Services.GetRequiredService<IOptions<ProviderOptions>>().Value;
        Assert.Equal("Program One", TokenClaims.NameOf(token, options));
        var claims = new Dictionary<string, object> { ["sub"] = "p-7", ["preferred_username"] = " local", ["email"] = "maya@example.org" };
        Assert.Equal("maya@example.org", TokenClaims.NameOf(new(new JsonWebTokenHandler().CreateToken(JsonSerializer.Serialize(claims))), options));
    }

    private static async Task<string> ChallengeAsync(ReportingApp app)
    {
        using var client = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/model");
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", "Bearer"));
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        return response.Headers.GetValues("WWW-Authenticate").Single();
    }

    private static async Task<HttpStatusCode> StatusAsync(ReportingApp app, string token, string path = "/api/v1/model")
    {
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
