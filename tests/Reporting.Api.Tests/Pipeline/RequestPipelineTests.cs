using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Reporting.Api.Pipeline;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Pipeline;

public sealed class RequestPipelineTests
{
    [Fact]
    public async Task Requests_with_invalid_credentials_count_too()
    {
        await using var app = With(("Edge:RequestsPerMinute", "3"));
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Foo x");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add((await client.GetAsync("/api/v1/model")).StatusCode);
        }

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests), (statuses[0], statuses[^1]));
    }

    [Fact]
    public async Task A_caller_over_the_limit_gets_retry_after_and_others_are_not_affected()
    {
        await using var app = With(("Edge:RequestsPerMinute", "3"));
        var (greedy, other) = (await app.KeyAsync("reader"), await app.KeyAsync("reader"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/v1/model", greedy)).StatusCode);
        }

        using var refused = await app.GetAsync("/api/v1/model", greedy);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (refused.StatusCode, await CodeAsync(refused)));
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/v1/model", other)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(59)]
    [InlineData(119)]
    [InlineData(1_199)]
    [InlineData(100_000)]
    public void A_rate_limit_is_exact(int perMinute)
    {
        var bucket = RequestRates.BucketOf(perMinute);
        Assert.Equal(perMinute, bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod), perMinute / 1_000.0);
        Assert.Equal(perMinute, bucket.TokenLimit);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_times_out_with_a_problem()
    {
        await using var app = With(("Edge:RequestSeconds", "1"));
        using var address = app.PlainClient();
        using var client = new TcpClient();
        await client.ConnectAsync(address.BaseAddress!.Host, address.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/query HTTP/1.1\r\nHost: {address.BaseAddress.Authority}\r\nX-Api-Key: {await app.KeyAsync("reader")}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));

        // The rest of the body is never sent.
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 503", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request-timeout\"", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_too_many_wrong_keys_is_refused_but_cached_valid_keys_still_work()
    {
        await using var app = With(("Edge:FailedSignInsPerMinute", "5"));
        var good = await app.KeyAsync("reader");
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/v1/model", good)).StatusCode);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/api/v1/model", Reporting.Api.Access.Identity.ApiKey.New().Text)).StatusCode);
        }

        using var stopped = await app.GetAsync("/api/v1/model", await app.KeyAsync("admin"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-failures"), (stopped.StatusCode, await CodeAsync(stopped)));
        Assert.InRange(stopped.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/v1/model", good)).StatusCode);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("10.9.8.7", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8, 127.0.0.0/8,::1", true)]
    public async Task Forwarded_headers_count_only_from_trusted_proxies(string? proxies, bool believed)
    {
        await using var app = With(("Edge:TrustedProxies", proxies ?? string.Empty));
        using var client = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/swagger");
        foreach (var (name, value) in new[] { ("Accept", "text/html"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "figures.example.org"), ("X-Forwarded-Prefix", "/cooperation"), ("X-Forwarded-For", "203.0.113.9") })
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        Assert.Equal(believed ? "/cooperation/sign-in?returnUrl=%2Fcooperation%2Fswagger" : "/sign-in?returnUrl=%2Fswagger", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Https_redirect_and_hsts_apply_if_configured()
    {
        await using var app = With(("Edge:HttpsRedirect", "true"), ("Edge:HstsDays", "30"), ("Edge:TrustedProxies", "127.0.0.1,::1"), ("https_port", "8443"));
        using var client = app.PlainClient();
        using var redirected = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirected.StatusCode);
        Assert.StartsWith("https://", redirected.Headers.Location!.ToString(), StringComparison.Ordinal);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var secure = await client.GetAsync("/sign-in");
        Assert.Equal("max-age=2592000; includeSubDomains", secure.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains("secure", secure.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Other_sites_scripts_read_responses_only_if_configured()
    {
        await using var app = With(("Edge:CorsOrigins", "https://portal.example.org"));
        await using var closed = With();
        Assert.Equal("https://portal.example.org", await AllowedAsync(app, "https://portal.example.org"));
        Assert.Null(await AllowedAsync(app, "https://evil.example"));
        Assert.Null(await AllowedAsync(closed, "https://portal.example.org"));
    }

    [Theory]
    [InlineData("/sign-in", "script-src 'self'; style-src 'self';")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/html", "default-src 'none'; style-src 'unsafe-inline';")]
    [InlineData("/swagger/index.html", "script-src 'self';")]
    [InlineData("/api/v1/model", "default-src 'none';")]
    [InlineData("/nothing", "default-src 'none';")]
    [InlineData("/health/live", "default-src 'none';")]
    public async Task Every_response_has_security_headers(string path, string policy)
    {
        await using var app = new ReportingApp();
        using var client = app.PlainClient();
        using var response = await client.GetAsync(path);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        var sent = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains(policy, sent, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", sent, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));

        // Pages contain no inline script or style, which the policy would block.
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.True(path != "/sign-in" || !page.Contains("style=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Edge:TrustedProxies", "10.0.0.0/99")]
    [InlineData("Edge:CorsOrigins", "portal.example.org/path")]
    [InlineData("Access:Anonymous", "raeder")]
    [InlineData("Access:KeySecret", "short")]
    [InlineData("Access:OpenIdConnect:Authority", "http://login.example.org")]
    [InlineData("Access:OpenIdConnect:RoleMap", "analysts")]
    public async Task An_insecure_setting_stops_the_start(string setting, string value)
    {
        await using var app = With((setting, value));
        Assert.ThrowsAny<Exception>(() => app.Services);
    }

    private static async Task<string?> AllowedAsync(ReportingApp app, string origin)
    {
        using var client = app.PlainClient();
        using var question = new HttpRequestMessage(HttpMethod.Options, "/api/v1/model");
        question.Headers.Add("Origin", origin);
        question.Headers.Add("Access-Control-Request-Method", "GET");
        question.Headers.Add("Access-Control-Request-Headers", "X-Api-Key");
        using var response = await client.SendAsync(question);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private static SecuredApp With(params (string Name, string Value)[] settings) => new() { Settings = settings.ToDictionary(s => s.Name, s => s.Value) };
}
