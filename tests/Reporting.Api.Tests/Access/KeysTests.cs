using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Caching;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Access;

public abstract class KeysTests(KeysTests.AppWithClock app)
{
    public sealed class OnSqlite(KeysTests.AppWithClock app) : KeysTests(app), IClassFixture<KeysTests.AppWithClock>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<KeysTests.AppWithClock> server) : KeysTests(server.App), IClassFixture<ServerApp<KeysTests.AppWithClock>>;

    private const string Query = "/api/v1/aggregates?by=year";

    [EngineFact]
    public async Task A_key_is_accepted_in_the_header_as_bearer_as_password_and_in_the_url()
    {
        var key = await app.KeyAsync("reader");
        await AssertAsync(HttpStatusCode.OK, r => r.Headers.Add("X-Api-Key", key));
        await AssertAsync(HttpStatusCode.OK, r => r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key));
        await AssertAsync(HttpStatusCode.OK, r => r.Headers.Authorization = Basic("excel:" + key));
        await AssertAsync(HttpStatusCode.OK, r => r.Headers.Authorization = Basic(key + ":"));
        await AssertAsync(HttpStatusCode.OK, r => r.RequestUri = new Uri($"/api/v1/aggregates?by=year&key={key}", UriKind.Relative));
        await AssertAsync(HttpStatusCode.OK, r => r.RequestUri = new Uri($"/api/v1/aggregates?%6Bey={key}&by=year", UriKind.Relative));
        await AssertAsync(HttpStatusCode.Unauthorized, r => r.RequestUri = new Uri($"/api/v1/aggregates?key={key}&key=rk_other", UriKind.Relative));
        await AssertAsync(HttpStatusCode.Unauthorized, r => r.Headers.Authorization = Basic("excel:no key"));
        await AssertAsync(HttpStatusCode.Unauthorized, r => r.Headers.TryAddWithoutValidation("Authorization", "Digest x"));
        await AssertAsync(HttpStatusCode.Unauthorized, r => r.Headers.Add("X-Api-Key", key[..^1] + (key[^1] == 'A' ? 'E' : 'A')));
    }

    [EngineFact]
    public async Task A_key_is_shown_once_and_is_refused_as_soon_as_it_is_revoked()
    {
        var admin = await app.KeyAsync("admin");
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", admin);
        using var made = await client.PostAsJsonAsync("/api/v1/keys", new { name = "Power BI", roles = new[] { "reader" }, expires = "90d" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("no-store", made.Headers.CacheControl?.ToString());
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (key, id) = (answer.GetProperty("key").GetString()!, answer.GetProperty("about").GetProperty("id").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(Query, key)).StatusCode);

        // The audit trail names the key.
        var trail = await client.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=change");
        Assert.Contains(trail.GetProperty("data").EnumerateArray(), l => l.GetProperty("question").GetString()?.StartsWith($"id={id}&name=Power BI&roles=reader&expires=", StringComparison.Ordinal) == true);

        var list = await client.GetStringAsync("/api/v1/keys");
        Assert.Contains(id, list, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^43..], list, StringComparison.Ordinal);

        using var revoked = await client.DeleteAsync("/api/v1/keys/" + id);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var refused = await app.GetAsync(Query, key);
        Assert.Equal("key-revoked", await CodeAsync(refused));
        using var again = await client.DeleteAsync("/api/v1/keys/" + id);
        Assert.Equal("unknown-key", await CodeAsync(again));
    }

    [EngineTheory]
    [InlineData("""{"name": "x", "roles": ["raeder"]}""", "unknown-role")]
    [InlineData("""{"name": "x", "roles": []}""", "unknown-role")]
    [InlineData("""{"name": "", "roles": ["reader"]}""", "bad-key-name")]
    [InlineData("""{"name": "local", "roles": ["reader"]}""", "bad-key-name")]
    [InlineData("""{"name": "a\u000ab", "roles": ["reader"]}""", "bad-key-name")]
    [InlineData("""{"name": "x", "roles": ["reader"], "expires": "soon"}""", "bad-lifetime")]
    [InlineData("""{"name": "x", "roles": ["reader"], "expires": "99y"}""", "bad-lifetime")]
    [InlineData("""{"name": "x", "rolls": ["reader"]}""", "malformed-key")]
    [InlineData("""{"name": "x", "roles": [[[[[[["reader"]]]]]]]}""", "malformed-key")]
    [InlineData("[", "malformed-key")]
    public async Task A_request_for_an_invalid_key_is_refused(string body, string code)
    {
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync("admin"));
        using var response = await client.PostAsync("/api/v1/keys", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await CodeAsync(response)));
    }

    /// <summary>Access to the database gives no key and no way to test or create one, because the hash needs a secret outside the database.</summary>
    [EngineFact]
    public async Task A_stolen_database_contains_no_key_and_a_hash_with_another_secret_is_useless()
    {
        var made = await app.MakeAsync("admin");
        var stored = (await app.Services.GetRequiredService<KeyStore>().FindAsync(made.Stored.Id, CancellationToken.None))!;
        Assert.Matches("^[0-9a-f]{64}$", stored.Hash);
        Assert.NotEqual(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(made.Text))), stored.Hash);

        await using var other = new AppWithClock { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Access:KeySecret"] = "another-secret-of-no-one-0123456789" } };
        await other.KeyAsync("reader");
        await other.Services.GetRequiredService<KeyStore>().AddAsync(stored, CancellationToken.None);
        using var refused = await other.GetAsync(Query, made.Text);
        Assert.Equal("key-invalid", await CodeAsync(refused));
    }

    [EngineFact]
    public async Task A_secret_can_be_in_a_file_and_processes_with_the_same_secret_accept_the_same_keys()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "one-and-the-same-secret-0123456789-abc\n");
        await using var first = new AppWithClock { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Access:KeySecretFile"] = file } };
        await using var second = new AppWithClock { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Access:KeySecret"] = "one-and-the-same-secret-0123456789-abc" } };
        var made = await first.MakeAsync("reader");
        await second.KeyAsync("reader");
        await second.Services.GetRequiredService<KeyStore>().AddAsync(made.Stored, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(Query, made.Text)).StatusCode);
        File.Delete(file);
    }

    [EngineFact]
    public async Task The_last_use_is_written_at_most_once_a_minute()
    {
        var made = await app.MakeAsync("reader");
        var store = app.Services.GetRequiredService<KeyStore>();
        await app.GetAsync(Query, made.Text);
        var first = (await store.FindAsync(made.Stored.Id, CancellationToken.None))!.LastUsedAt;
        Assert.NotNull(first);
        app.AdjustableClock.Advance(TimeSpan.FromSeconds(40));
        await app.GetAsync(Query, made.Text);
        Assert.Equal(first, (await store.FindAsync(made.Stored.Id, CancellationToken.None))!.LastUsedAt);
        app.AdjustableClock.Advance(TimeSpan.FromSeconds(40));
        await app.GetAsync(Query, made.Text);
        Assert.True((await store.FindAsync(made.Stored.Id, CancellationToken.None))!.LastUsedAt - first >= TimeSpan.FromMinutes(1));
    }

    [EngineFact]
    public async Task A_revocation_by_another_process_applies_within_30_seconds_and_a_key_expires_on_time()
    {
        var (revoked, expiring) = (await app.MakeAsync("reader"), await app.MakeAsync("reader", TimeSpan.FromMinutes(10)));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(Query, revoked.Text)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(Query, expiring.Text)).StatusCode);
        await app.Services.GetRequiredService<KeyStore>().RevokeAsync(revoked.Stored.Id, app.AdjustableClock.GetUtcNow(), CancellationToken.None);
        app.AdjustableClock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("key-revoked", await CodeAsync(await app.GetAsync(Query, revoked.Text)));
        app.AdjustableClock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("key-expired", await CodeAsync(await app.GetAsync(Query, expiring.Text)));
    }

    /// <summary>Checks the most detailed logs, the links of a response, and cache keys.</summary>
    [EngineFact]
    public async Task A_key_in_a_url_reaches_no_log_no_link_and_no_cache()
    {
        var log = new LogCapture();
        await using var talkative = new AppWithClock { Engine = app.Engine, Log = log };
        var key = await talkative.KeyAsync("reader");
        var secret = key[^43..];
        foreach (var path in new[] { $"/api/v1/aggregates?key={key}&by=year", $"/api/v1/engagements?limit=2&key={key}", $"/api/v1/aggregates?key={key}&by=yaer", $"/nothing?KEY={key}", $"/sign-in?key={key}&returnUrl=/x" })
        {
            using var response = await talkative.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.DoesNotContain(secret, response.Headers.ToString() + await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("/api/v1/aggregates", log.Text, StringComparison.Ordinal);
        Assert.Contains("by=year", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal);

        // Both spellings are the same query, so the cache answers the second one.
        var computed = talkative.Services.GetRequiredService<ResultCache>().Computed;
        using var again = await talkative.GetAsync("/api/v1/aggregates?by=year", key);
        Assert.Equal(computed, talkative.Services.GetRequiredService<ResultCache>().Computed);
        using var withoutKey = await talkative.GetAsync("/api/v1/aggregates?by=year");
        Assert.Equal(HttpStatusCode.Unauthorized, withoutKey.StatusCode);
    }

    [EngineFact]
    public async Task In_Production_the_log_says_at_start_that_a_key_is_required()
    {
        var log = new LogCapture();
        await using var quiet = new AppWithClock { Engine = app.Engine, Log = log };
        using var anonymous = await quiet.GetAsync("/api/v1/model");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Contains("Anonymous callers have no roles: they reach only /health and the sign-in page.", log.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_key_secret_is_a_file_that_only_its_user_can_read()
    {
        await app.KeyAsync("reader");
        var file = Path.Combine(app.Secrets, "key-secret");
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task AssertAsync(HttpStatusCode status, Action<HttpRequestMessage> with)
    {
        using var client = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Query);
        with(request);
        using var response = await client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }

    public sealed class AppWithClock : SecuredApp
    {
        public AppWithClock() => Clock = AdjustableClock;

        internal AdjustableClock AdjustableClock { get; } = new();

        internal LogCapture? Log { get; init; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Edge:FailedSignInsPerMinute", "0");
            if (Log is not null)
            {
                builder.UseSetting("Logging:LogLevel:Default", "Trace").UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Trace");
                builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(Log));
            }
        }
    }
}
