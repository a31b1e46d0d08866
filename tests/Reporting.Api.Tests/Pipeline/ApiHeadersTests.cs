using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Reporting.Api.Pipeline;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Request ids, rates, links of pages, ETags of lists, waiting for data, and deprecation.</summary>
public sealed class ApiHeadersTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Theory]
    [InlineData("abc-123_X.9", true)]
    [InlineData("has space", false)]
    [InlineData("inject\tline", false)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public async Task A_safe_request_id_comes_back_and_stands_in_failures(string id, bool isSafe)
    {
        using var response = await SendAsync("/api/v1/aggregates?no=1", (RequestIds.Header, id));
        var given = Assert.Single(response.Headers.GetValues(RequestIds.Header));
        Assert.Equal(isSafe, given == id);
        Assert.NotEmpty(given);
        Assert.Equal(given, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Rates_are_stated_where_they_are_limited()
    {
        await using var limited = new ReportingApp { Settings = new Dictionary<string, string> { ["Edge:RequestsPerMinute"] = "600" }, Environment = "Production" };
        using var client = limited.CreateClient();
        using var response = await client.GetAsync("/api/v1/model");
        Assert.Equal("\"requests\";q=600;w=60", Assert.Single(response.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("\"requests\";r=599;t=1", Assert.Single(response.Headers.GetValues("RateLimit")));
    }

    [Theory]
    [InlineData("/api/v1/engagements?limit=3&lang=hi")]
    [InlineData("/api/v1/engagements?limit=3&format=arrow")]
    [InlineData("/api/v1/model/participant/members?limit=3")]
    [InlineData("/api/v1/changes?since=0&limit=3")]
    public async Task Pages_link_to_the_next_and_the_first(string address)
    {
        using var first = await SendAsync(address);
        var next = Relation(first, "next");
        Assert.Null(Relation(first, "first"));
        using var second = await SendAsync(new Uri(new Uri("http://host" + address), next).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(address, new Uri(new Uri("http://host" + address), Relation(second, "first")).PathAndQuery);
    }

    [Theory]
    [InlineData("/api/v1/reports")]
    [InlineData("/api/v1/reports/yearly-review")]
    [InlineData("/api/v1/editions")]
    [InlineData("/api/v1/exports")]
    [InlineData("/api/v1/saved-reports")]
    [InlineData("/api/v1/data-version")]
    public async Task Lists_have_a_tag_and_answer_304(string address)
    {
        using var first = await SendAsync(address);
        Assert.NotEqual(string.Empty, await first.Content.ReadAsStringAsync());
        using var again = await SendAsync(address, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, string.Empty), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        using var other = await SendAsync(address, ("If-None-Match", "W/\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_client_waits_for_the_next_data_version()
    {
        await using var own = new AppWithRoles();
        using var client = own.CreateClient();
        using var first = await client.GetAsync("/api/v1/data-version");
        var version = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dataVersion").GetInt64();
        using var late = await WaitAsync(client, first.Headers.ETag!.ToString(), 1);
        Assert.Equal((HttpStatusCode.NotModified, "wait=1"), (late.StatusCode, Assert.Single(late.Headers.GetValues("Preference-Applied"))));

        var waiting = WaitAsync(client, first.Headers.ETag!.ToString(), 30);
        using var import = await client.PostAsync("/api/v1/imports", new StringContent("Code,Title,Start,Type\nwait-1,Wait,2026-03-01,meeting\n", null, "text/csv"));
        Assert.True(import.IsSuccessStatusCode, await import.Content.ReadAsStringAsync());
        using var told = await waiting;
        Assert.Equal(version + 1, (await told.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dataVersion").GetInt64());
    }

    [Fact]
    public async Task A_deprecated_endpoint_says_since_when_until_when_and_what_replaces_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var program = builder.Build();
        program.UseRouting();
        program.UseDeprecations();
        program.MapGet("/old", () => "old").WithMetadata(new DeprecatedEndpoint(new DateOnly(2027, 1, 1), new DateOnly(2028, 1, 1), "/new"));
        program.MapGet("/new", () => "new");
        await program.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(program.Urls.Single()) };
        using var old = await client.GetAsync("/old");
        Assert.Equal("@1798761600", Assert.Single(old.Headers.GetValues("Deprecation")));
        Assert.Equal("Sat, 01 Jan 2028 00:00:00 GMT", Assert.Single(old.Headers.GetValues("Sunset")));
        Assert.Equal("</new>; rel=\"successor-version\"", Assert.Single(old.Headers.GetValues("Link")));
        using var current = await client.GetAsync("/new");
        Assert.False(current.Headers.Contains("Deprecation"));
        await program.StopAsync();
    }

    private static string? Relation(HttpResponseMessage response, string relation) =>
        response.Headers.TryGetValues("Link", out var links) ? links.SelectMany(l => l.Split(", <")).Where(l => l.EndsWith($"rel=\"{relation}\"", StringComparison.Ordinal)).Select(l => l.Split('>')[0].TrimStart('<')).FirstOrDefault() : null;

    private static async Task<HttpResponseMessage> WaitAsync(HttpClient client, string tag, int seconds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/data-version");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        request.Headers.TryAddWithoutValidation("Prefer", $"wait={seconds}");
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] headers)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }
}
