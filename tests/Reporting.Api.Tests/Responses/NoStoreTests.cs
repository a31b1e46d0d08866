using Microsoft.AspNetCore.Http;
using Reporting.Api.Responses;
using Reporting.Api.Tests.Access;
using Reporting.Delivery.Files;
using Reporting.Engine.Caching;

namespace Reporting.Api.Tests.Responses;

/// <summary>Momentary and personal responses are not stored by browsers or proxies.</summary>
public abstract class NoStoreTests(AppWithRoles app)
{
    public sealed class OnSqlite(AppWithRoles app) : NoStoreTests(app), IClassFixture<AppWithRoles>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<AppWithRoles> server) : NoStoreTests(server.App), IClassFixture<ServerApp<AppWithRoles>>;

    [EngineTheory]
    [InlineData("/api/v1/audit?limit=1")]
    [InlineData("/api/v1/audit/csv?from=2030-01-01")]
    [InlineData("/api/v1/deliveries")]
    [InlineData("/api/v1/deliveries/counters")]
    [InlineData("/api/v1/exports")]
    [InlineData("/api/v1/imports")]
    [InlineData("/api/v1/imports/template.xlsx")]
    [InlineData("/api/v1/keys")]
    [InlineData("/api/v1/subscriptions")]
    [InlineData("/api/v1/verify?hash=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("/sign-in")]
    public async Task Momentary_and_personal_responses_are_not_stored(string path)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [EngineFact]
    public async Task A_file_without_a_tag_is_private_and_no_store_is_not_overwritten()
    {
        foreach (var (result, cacheControl) in new[] { (File(), "private, no-cache"), (File().Fresh(), "no-store"), (new OpenedFileResult(new OpenedFile(Answer())), "private, no-cache") })
        {
            var context = new DefaultHttpContext { RequestServices = app.Services };
            context.Request.Method = HttpMethods.Get;
            await result.ExecuteAsync(context);
            Assert.Equal(cacheControl, context.Response.Headers.CacheControl.ToString());
        }

        static CachedResponse Answer() => new("a\n"u8.ToArray(), "text/csv") { FileName = "a.csv" };

        static IResult File() => new CachedResponseResult(Answer());
    }
}
