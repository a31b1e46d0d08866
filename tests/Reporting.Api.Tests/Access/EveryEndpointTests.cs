using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Access;

/// <summary>
/// Calls every route with every kind of caller, and compares the results with endpoints.txt. A new endpoint needs a line there.
/// </summary>
public abstract class EveryEndpointTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : EveryEndpointTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : EveryEndpointTests(output, WarehouseProvider.SqlServer);

    private static readonly string[] Roles = ["reader", "exporter", "importer", "scheduler", "admin"];

    private static readonly Dictionary<string, string> Places = new()
    {
        ["{dimension}"] = "domain", ["{measures}"] = "people.change", ["{code}"] = "2022-06-02-vision-statement", ["{**code}"] = "2022-06-02-vision-statement", ["{format}"] = "csv", ["{documentName}"] = "v1", ["{extension}"] = "json",
    };

    [EngineFact]
    public async Task Every_route_answers_every_caller_as_the_table_says()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var otherIssuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp
        {
            Engine = engine,
            Settings = new Dictionary<string, string>(issuer.Settings()) { ["Edge:FailedSignInsPerMinute"] = "0", ["Edge:RequestsPerMinute"] = "0", ["Mcp:Enabled"] = "true" },
        };
        using var client = app.PlainClient();
        var callers = await CallersAsync(app, issuer, otherIssuer);
        var table = new StringBuilder();
        foreach (var (number, (method, route)) in Routes(app).Index())
        {
            var answers = new Dictionary<string, string>();
            foreach (var (column, name, authorization) in callers.GroupBy(c => c.Column).SelectMany(same => AskedAt(number, [.. same])))
            {
                var answer = await AskAsync(client, method, route, authorization);
                Assert.True(answers.TryAdd(column, answer) || answers[column] == answer, $"{method} {route}: {name} gets {answer}, others of '{column}' {answers[column]}.");
            }

            var row = $"{method,-6} {route,-44} {string.Join(' ', answers.Select(a => $"{a.Value,-3}"))}";
            table.AppendLine(row.TrimEnd());
        }

        output.WriteLine(table.ToString());
        var expected = await File.ReadAllLinesAsync(RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "endpoints.txt"));
        Assert.Equal(expected.Where(line => line.Length > 0 && line[0] != '#'), table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')));
    }

    [EngineFact]
    public void Every_route_names_its_permission_or_allows_everyone()
    {
        using var app = new ReportingApp { Engine = engine };
        var silent = Endpoints(app).Where(e => e.Metadata.GetMetadata<NeededPermission>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null);
        Assert.Empty(silent.Select(e => e.RoutePattern.RawText));
    }

    /// <summary>One-click unsubscribing by mail programs has no form token, because its address is signed.</summary>
    [EngineFact]
    public async Task Every_form_of_the_pages_is_refused_without_its_token()
    {
        await using var app = new SecuredApp { Engine = engine };
        using var client = app.PlainClient();
        var key = await app.KeyAsync("admin");
        var forms = Endpoints(app).Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(route => !route.StartsWith("/api/", StringComparison.Ordinal) && !route.StartsWith("/unsubscribe/", StringComparison.Ordinal)).ToList();
        Assert.Contains("/sign-out", forms);
        Assert.True(forms.Count >= 7, string.Join(' ', forms));
        foreach (var route in forms)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, route.Replace("{id}", "cooperation-by-year-and-domain", StringComparison.Ordinal)) { Content = new FormUrlEncodedContent([new("key", "x")]) };
            request.Headers.Add("X-Api-Key", key);
            using var response = await client.SendAsync(request);
            Assert.Equal((route, 400), (route, (int)response.StatusCode));
            Assert.Contains("This form is outdated", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    // The usual run asks a quarter of a column's callers at each route, in turns, but at least one.
    private static IEnumerable<T> AskedAt<T>(int route, IReadOnlyList<T> callers)
    {
        var turns = Math.Min(callers.Count, 4);
        return TestRun.IsDeep ? callers : callers.Where((_, i) => i % turns == route % turns);
    }

    // Columns of the table: callers without roles first. A key and a token of the same role share a column, and so do all invalid credentials.
    private static async Task<List<(string Column, string Name, string? Authorization)>> CallersAsync(SecuredApp app, TestIssuer issuer, TestIssuer otherIssuer)
    {
        var revoked = await app.MakeAsync("admin");
        Assert.Null(await app.Services.GetRequiredService<KeyRing>().RevokeAsync(revoked.Stored.Id, CancellationToken.None));
        var good = issuer.Token(["admin"]);
        var signature = good.LastIndexOf('.') + 10;
        var tampered = good[..signature] + (good[signature] == 'A' ? 'B' : 'A') + good[(signature + 1)..];
        List<(string, string, string?)> callers =
        [
            ("none", "no credentials", null),
            ("bad", "an expired key", "Bearer " + await app.KeyAsync("admin", TimeSpan.FromHours(-1))),
            ("bad", "a revoked key", "Bearer " + revoked.Text),
            ("bad", "an invented key", "Bearer " + ApiKey.New().Text),
            ("bad", "a tampered token", "Bearer " + tampered),
            ("bad", "a token of another issuer", "Bearer " + otherIssuer.Token(["admin"])),
            ("bad", "a token of an unknown key", "Bearer " + issuer.Forged(["admin"])),
            ("bad", "a token for another service", "Bearer " + issuer.Token(["admin"], audience: "payroll")),
            ("bad", "an expired token", "Bearer " + issuer.Token(["admin"], lifetime: TimeSpan.FromMinutes(-10))),
            ("roleless", "a token without roles", "Bearer " + issuer.Token([])),
        ];
        foreach (var role in Roles)
        {
            callers.Add((role, "a key", "Bearer " + await app.KeyAsync(role)));
            callers.Add((role, "a token", "Bearer " + issuer.Token([role])));
        }

        return callers;
    }

    private static async Task<string> AskAsync(HttpClient client, string method, string route, string? authorization)
    {
        var path = Places.Aggregate(route, (text, place) => text.Replace(place.Key, place.Value, StringComparison.Ordinal))
            .Replace("reports/{id}", "reports/cooperation-by-year-and-domain", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", "x", StringComparison.Ordinal));
        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        using var response = await client.SendAsync(request);
        var status = (int)response.StatusCode;
        if (status is 401 or 403)
        {
            Assert.Equal(route.StartsWith("/odata", StringComparison.Ordinal) ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
        }

        Assert.True(status < 500, $"{method} {route}: {status}");
        return status is 401 or 403 ? status.ToString(CultureInfo.InvariantCulture) : "ok";
    }

    private static List<(string Method, string Route)> Routes(ReportingApp app) =>
    [
        .. Endpoints(app)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, "/" + e.RoutePattern.RawText!.Trim('/'))))
            .Distinct()
            .OrderBy(r => r.Item2, StringComparer.Ordinal).ThenBy(r => r.method, StringComparer.Ordinal),
    ];

    private static IEnumerable<RouteEndpoint> Endpoints(ReportingApp app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
