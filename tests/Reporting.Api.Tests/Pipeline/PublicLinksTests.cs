using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Exports;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Behind a proxy at another host, scheme and path prefix, every link in every answer leads back through it.</summary>
public abstract partial class PublicLinksTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PublicLinksTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PublicLinksTests(WarehouseProvider.SqlServer);

    private const string Public = "https://figures.example.org:8443/cooperation";
    private const string Evil = "evil.example";

    private static readonly (string Name, string Value)[] Forwarded =
        [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "figures.example.org:8443"), ("X-Forwarded-Prefix", "/cooperation"), ("X-Forwarded-For", "203.0.113.9")];

    private static readonly (string Name, string Value)[] Lies =
        [("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Host", Evil), ("X-Forwarded-Prefix", "/evil.example"), ("Forwarded", "host=" + Evil)];

    /// <summary>How the service learns its address, and whether the proxy keeps the prefix in the path.</summary>
    public static TheoryData<string> Proxies() => ["trusted headers", "a setting", "a setting, prefix kept", "a setting, lies", "a setting, other trusted headers"];

    [EngineTheory]
    [MemberData(nameof(Proxies))]
    public async Task Every_link_uses_the_public_address(string proxy)
    {
        await using var app = App(proxy);
        var links = new List<(string Path, string Link)>();
        foreach (var path in new[] { "/odata", "/odata/Engagements?$expand=Place", "/odata/Engagements(1)", "/odata/Engagements(1)/Title", "/odata/Engagements(1)/Place", "/odata/ByYear?$select=Year", "/odata/Engagements?$apply=aggregate($count as N)" })
        {
            foreach (var level in new[] { "minimal", "full" })
            {
                var body = await BodyAsync(app, proxy, path, ("Accept", $"application/json;odata.metadata={level}"), ("Prefer", "odata.maxpagesize=2"));
                links.AddRange(Links(JsonDocument.Parse(body).RootElement).Select(link => (path, link)));
            }
        }

        Assert.True(links.Count > 30, $"{links.Count} links");
        Assert.Contains(links, l => l.Link.Contains("$skiptoken", StringComparison.Ordinal));
        Assert.All(links, l => Assert.StartsWith(Public + "/odata", l.Link, StringComparison.Ordinal));

        Assert.Equal(Public + "/odata/", JsonDocument.Parse(await BodyAsync(app, proxy, "/connect/power-bi.pbids")).RootElement.GetProperty("connections")[0].GetProperty("details").GetProperty("address").GetProperty("url").GetString());
        Assert.Contains($"OData.Feed(&quot;{Public}/odata/&quot;", await BodyAsync(app, proxy, "/connect/ByYear.odc"), StringComparison.Ordinal);
        var page = await BodyAsync(app, proxy, "/connect", ("Accept", "text/html"));
        Assert.Contains(Public + "/odata/$metadata", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        foreach (var path in new[] { "/connect", "/sign-in", "/", "/exports" })
        {
            var text = path == "/connect" ? page : await BodyAsync(app, proxy, path, ("Accept", "text/html"));
            var addresses = Addresses().Matches(text).Select(m => m.Groups["address"].Value).Where(a => a[0] is not '#' && !a.StartsWith("data:", StringComparison.Ordinal)).ToList();
            Assert.True(addresses.Count > 1, path);
            Assert.All(addresses, address => Assert.StartsWith("/cooperation/", address, StringComparison.Ordinal));
        }

        Assert.Equal("/cooperation", JsonDocument.Parse(await BodyAsync(app, proxy, "/swagger/v1/swagger.json")).RootElement.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [EngineTheory]
    [MemberData(nameof(Proxies))]
    public async Task An_export_has_a_location_with_the_public_address(string proxy)
    {
        await using var app = App(proxy);
        using var client = app.PlainClient();
        using var request = Asking(proxy, HttpMethod.Post, ExportRequests.Route);
        request.Content = new StringContent("""{"report": "cooperation-by-year-and-domain", "format": "csv"}""", Encoding.UTF8, "application/json");
        using var accepted = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var location = accepted.Headers.Location!.ToString();
        Assert.StartsWith(Public + ExportRequests.Route + "/", location, StringComparison.Ordinal);

        var job = location[Public.Length..];
        for (JsonElement found; ; await Task.Delay(50))
        {
            found = JsonDocument.Parse(await BodyAsync(app, proxy, job)).RootElement;
            if (found.GetProperty("state").GetString() == "done")
            {
                Assert.Equal(location + "/file", found.GetProperty("file").GetProperty("href").GetString());
                Assert.StartsWith("\uFEFF", await BodyAsync(app, proxy, job + "/file"), StringComparison.Ordinal);
                return;
            }

            Assert.NotEqual("failed", found.GetProperty("state").GetString());
        }
    }

    [EngineFact]
    public async Task Forwarded_headers_of_an_untrusted_address_are_ignored()
    {
        await using var app = new ReportingApp { Engine = engine, Settings = new Dictionary<string, string> { ["Edge:TrustedProxies"] = "10.1.2.3" } };
        using var client = app.PlainClient();
        foreach (var path in new[] { "/odata", "/odata/Engagements?$top=1", "/odata/Engagements(1)", "/connect", "/connect/power-bi.pbids", "/connect/ByYear.odc", "/sign-in", "/swagger/v1/swagger.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in Lies.Concat(Forwarded.Where(f => f.Name == "X-Forwarded-For")))
            {
                request.Headers.Add(name, value);
            }

            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(Evil, text, StringComparison.Ordinal);
            Assert.DoesNotContain("gopher", text, StringComparison.Ordinal);
        }
    }

    private ReportingApp App(string proxy)
    {
        var settings = new Dictionary<string, string>();
        if (proxy.StartsWith("a setting", StringComparison.Ordinal))
        {
            settings["PublicBaseUrl"] = Public;
        }

        if (proxy.Contains("trusted", StringComparison.Ordinal))
        {
            settings["Edge:TrustedProxies"] = "127.0.0.1,::1";
        }

        return new ReportingApp { Engine = engine, Settings = settings };
    }

    private static HttpRequestMessage Asking(string proxy, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, proxy.EndsWith("prefix kept", StringComparison.Ordinal) ? "/cooperation" + path : path);
        var forwarded = proxy.StartsWith("trusted", StringComparison.Ordinal) ? Forwarded
            : proxy.EndsWith("lies", StringComparison.Ordinal) ? Lies
            : proxy.EndsWith("other trusted headers", StringComparison.Ordinal) ? [("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "inner.example.org"), ("X-Forwarded-Prefix", "/inner")]
            : [];
        foreach (var (name, value) in forwarded.Concat(headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<string> BodyAsync(ReportingApp app, string proxy, string path, params (string Name, string Value)[] headers)
    {
        using var client = app.PlainClient();
        using var request = Asking(proxy, HttpMethod.Get, path, headers);
        using var response = await client.SendAsync(request);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.True(response.IsSuccessStatusCode, $"{proxy}, {path}: {(int)response.StatusCode} {text}");
        return text;
    }

    private static IEnumerable<string> Links(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p.Value.ValueKind == JsonValueKind.String && (p.Name.EndsWith("@odata.context", StringComparison.Ordinal) || p.Name.EndsWith("Link", StringComparison.Ordinal) || p.Name == "@odata.id")
                ? [p.Value.GetString()!]
                : Links(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    [GeneratedRegex("""(href|src|action)="(?<address>[^"]+)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Addresses();
}
