using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Identity;
using Reporting.Api.Idempotency;
using Reporting.Api.Tests.Access;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Idempotency;

/// <summary>A POST with an Idempotency-Key makes one thing, however often it is sent.</summary>
public abstract class IdempotencyTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : IdempotencyTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : IdempotencyTests(WarehouseProvider.SqlServer);

    private const string Import = "Code,Title,Start,Type\nonce-1,Once,2026-03-01,meeting\n";

    [EngineFact]
    public async Task Repeated_requests_get_the_same_response_and_make_one_thing()
    {
        await using var app = new AppWithRoles { Engine = engine };
        using var client = app.CreateClient();
        foreach (var (path, body, list) in new (string, Func<HttpContent>, string)[]
        {
            ("/api/v1/exports", () => JsonContent.Create(new { report = "yearly-review", format = "json" }), "/api/v1/exports"),
            ("/api/v1/keys", () => JsonContent.Create(new { name = "Once", roles = new[] { "reader" } }), "/api/v1/keys"),
            ("/api/v1/imports?file=once.csv", () => new StringContent(Import, null, "text/csv"), "/api/v1/imports"),
        })
        {
            var before = await CountAsync(client, list);
            var key = Guid.NewGuid().ToString();
            using var first = await SendAsync(client, path, body(), key);
            Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
            using var again = await SendAsync(client, path, body(), key);
            Assert.Equal((first.StatusCode, first.Headers.Location, await first.Content.ReadAsStringAsync()), (again.StatusCode, again.Headers.Location, await again.Content.ReadAsStringAsync()));
            Assert.Equal((false, true), (first.Headers.Contains(IdempotentRequests.Repeated), again.Headers.Contains(IdempotentRequests.Repeated)));
            Assert.Equal(before + 1, await CountAsync(client, list));

            using var other = await SendAsync(client, path, JsonContent.Create(new { name = "Other" }), key);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.StatusCode, await CodeAsync(other)));
        }

        // The text of the new key is not readable in the database.
        var operations = app.Services.GetRequiredService<OperationsConnections>();
        await using var connection = await operations.OpenReadAsync();
        Assert.All(await connection.QueryAsync<string>("SELECT Answer FROM IdempotentRequest"), answer => Assert.DoesNotContain("rk_", answer, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Refused_requests_can_be_sent_again_and_malformed_keys_are_refused()
    {
        await using var app = new AppWithRoles { Engine = engine };
        using var client = app.CreateClient();
        using var refused = await SendAsync(client, "/api/v1/exports", JsonContent.Create(new { report = "no-such", format = "json" }), "k1");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var corrected = await SendAsync(client, "/api/v1/exports", JsonContent.Create(new { report = "yearly-review", format = "json" }), "k1");
        Assert.Equal(HttpStatusCode.Accepted, corrected.StatusCode);
        foreach (var bad in new[] { "two words", new string('k', 256) })
        {
            using var malformed = await SendAsync(client, "/api/v1/exports", JsonContent.Create(new { report = "yearly-review", format = "json" }), bad);
            Assert.Equal((HttpStatusCode.BadRequest, "bad-idempotency-key"), (malformed.StatusCode, await CodeAsync(malformed)));
        }
    }

    [EngineFact]
    public async Task A_request_is_not_carried_out_again_after_its_client_has_gone_or_with_a_long_response()
    {
        await using var app = new ReportingApp { Engine = engine };
        app.StartServer();
        var (requests, made) = (app.Services.GetRequiredService<IdempotentRequests>(), 0);
        foreach (var (length, isGone, status) in new[] { (10, true, StatusCodes.Status201Created), (300 * 1024, false, StatusCodes.Status409Conflict) })
        {
            var key = Guid.NewGuid().ToString();
            using var gone = new CancellationTokenSource();
            var failure = await Record.ExceptionAsync(() => requests.RunAsync(Request(app, key, gone.Token), async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, CancellationToken.None);
                made++;
                context.Response.StatusCode = StatusCodes.Status201Created;
                await context.Response.Body.WriteAsync(new byte[length], CancellationToken.None);
                if (isGone)
                {
                    await gone.CancelAsync();
                }
            }));
            Assert.Equal(isGone, failure is OperationCanceledException);
            var again = Request(app, key, CancellationToken.None);
            await requests.RunAsync(again, _ =>
            {
                made++;
                return Task.CompletedTask;
            });
            Assert.Equal(status, again.Response.StatusCode);
        }

        Assert.Equal(2, made);
    }

    [EngineFact]
    public async Task A_new_API_key_does_not_get_the_responses_to_an_earlier_one_of_its_name()
    {
        await using var app = new SecuredApp { Engine = engine };
        var exports = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var apiKey = await app.MakeAsync("admin");
            using var client = app.PlainClient();
            client.DefaultRequestHeaders.Add("X-Api-Key", apiKey.Text);
            using var made = await SendAsync(client, "/api/v1/exports", JsonContent.Create(new { report = "yearly-review", format = "json" }), "nightly");
            using var again = await SendAsync(client, "/api/v1/exports", JsonContent.Create(new { report = "yearly-review", format = "json" }), "nightly");
            Assert.Equal((HttpStatusCode.Accepted, made.Headers.Location), (made.StatusCode, again.Headers.Location));
            Assert.True(exports.Add(made.Headers.Location!.ToString()), "The second API key got the export of the first.");
        }
    }

    [EngineFact]
    public async Task Keys_belong_to_their_caller_are_bounded_and_go_after_a_day()
    {
        await using var app = new ReportingApp { Engine = engine };
        app.StartServer();
        var store = app.Services.GetRequiredService<IdempotencyStore>();
        var (start, cancel) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.Equal((null, false), await store.BeginAsync("a", "k", start, cancel));
        Assert.Equal((new IdempotentAnswer(), false), await store.BeginAsync("a", "k", start.AddHours(23), cancel));
        await store.CompleteAsync("a", "k", new IdempotentAnswer { RequestHash = "h", Status = 201, Answer = "x" });
        Assert.Equal("h", (await store.BeginAsync("a", "k", start.AddHours(23), cancel)).Earlier?.RequestHash);
        Assert.Equal((null, false), await store.BeginAsync("a", "k", start.AddHours(25), cancel));
        await using (var connection = await app.Services.GetRequiredService<OperationsConnections>().OpenWriteAsync())
        {
            await connection.ExecuteAsync(
                "INSERT INTO IdempotentRequest (Caller, KeyHash, CreatedAt) VALUES ('a', @key, @at)",
                Enumerable.Range(0, IdempotencyStore.MaxKeys).Select(i => new { key = $"n{i}", at = app.Services.GetRequiredService<OperationsConnections>().Engine.Timestamp(start.AddHours(25)) }));
        }

        Assert.Equal((null, true), await store.BeginAsync("a", "new", start.AddHours(25), cancel));
        Assert.Equal((null, false), await store.BeginAsync("b", "new", start.AddHours(25), cancel));
    }

    private static DefaultHttpContext Request(ReportingApp app, string key, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services, RequestAborted = aborted };
        context.Features.Set(new RequestIdentity(Caller.Local, FrozenSet<Permission>.Empty, "test"));
        (context.Request.Method, context.Request.Path, context.Request.Body, context.Response.Body) = ("POST", "/api/v1/exports", new MemoryStream("{}"u8.ToArray()), new MemoryStream());
        context.Request.Headers[IdempotentRequests.Header] = key;
        return context;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpContent body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.TryAddWithoutValidation(IdempotentRequests.Header, key);
        return await client.SendAsync(request);
    }

    private static async Task<int> CountAsync(HttpClient client, string list)
    {
        var found = await client.GetFromJsonAsync<JsonElement>(list);
        return (found.ValueKind == JsonValueKind.Array ? found : found.GetProperty("data")).GetArrayLength();
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
}
