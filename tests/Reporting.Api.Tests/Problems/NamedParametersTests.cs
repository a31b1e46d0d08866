using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Mail;

namespace Reporting.Api.Tests.Problems;

/// <summary>Every endpoint refuses parameters that it would otherwise ignore, so that no response belongs to a different query.</summary>
public sealed class NamedParametersTests(AppWithRoles app) : IClassFixture<AppWithRoles>
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static string? _subscription;

    /// <summary>Method and address, a parameter that may occur once, and a valid value.</summary>
    public static TheoryData<string, string, string, string> Endpoints() => new()
    {
        { "GET", "/api/v1/audit", "caller", "local" },
        { "GET", "/api/v1/audit", "limit", "10" },
        { "GET", "/api/v1/audit/csv", "from", "2026-01-01" },
        { "GET", "/api/v1/deliveries", "recipient", "asha@example.org" },
        { "GET", "/api/v1/deliveries", "subscription", "none" },
        { "GET", "/api/v1/deliveries", "limit", "10" },
        { "GET", "/api/v1/subscriptions/{id}/history", "state", "delivered" },
        { "GET", "/api/v1/subscriptions/{id}/history", "after", "none" },
        { "GET", "/api/v1/subscriptions/{id}/preview", "recipient", "asha@example.org" },
        { "GET", "/api/v1/subscriptions/{id}/preview", "format", "html" },
        { "GET", "/api/v1/imports", "limit", "10" },
        { "POST", "/api/v1/imports", "mapping", "native" },
        { "POST", "/api/v1/imports", "file", "talks.csv" },
        { "GET", "/api/v1/verify", "hash", Hash },
        { "GET", "/api/v1/model", "lang", "en" },
        { "GET", "/api/v1/aggregates", "search", "talks" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_unknown_repeated_empty_long_or_invalid_parameter_is_refused(string method, string address, string name, string value)
    {
        using var client = app.CreateClient();
        var path = address.Replace("{id}", await SubscriptionAsync(client), StringComparison.Ordinal);
        var (ok, _) = await AskAsync($"{name}={value}");
        Assert.True(ok is HttpStatusCode.OK || (method == "POST" && ok is HttpStatusCode.BadRequest), $"{ok}");
        foreach (var (query, code) in new[]
        {
            ($"{name}={value}&{name}={value}", "named-twice"), ($"{name}={value}&{name}=other", "named-twice"), ($"x{name}x={value}", "unknown-parameter"), ($"{name}=", "empty-value"),
            ($"{name}={new string('1', 2_001)}", "value-too-long"), ($"{name}=a%00b", "malformed-text"), ($"{name}=%0D%0Aa", "malformed-text"),
        })
        {
            var (status, problem) = await AskAsync(query);
            Assert.Equal((query, HttpStatusCode.BadRequest, code), (query, status, problem.GetProperty("code").GetString()));
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("hint").GetString()));
        }

        async Task<(HttpStatusCode Status, JsonElement Problem)> AskAsync(string query)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?{query}");
            request.Content = method == "POST" ? new StringContent("code,title\n", Encoding.UTF8, "text/csv") : null;
            using var response = await client.SendAsync(request);
            return (response.StatusCode, response.IsSuccessStatusCode ? default : await response.Content.ReadFromJsonAsync<JsonElement>());
        }
    }

    // One program for all cases, which run one after the other and need only its address.
    private static async Task<string> SubscriptionAsync(HttpClient client) => _subscription ??= (await client.SubscribeAsync()).Id();
}
