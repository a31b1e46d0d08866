using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Reporting.Api.Hosting;

namespace Repository.Tests.Docs;

public sealed partial class RequestsTests
{
    private static readonly IReadOnlyList<(string Method, string Path)> Requests =
    [
        .. Request().Matches(RepositoryFiles.Read("requests/reporting.http")).Select(m => (m.Groups[1].Value, m.Groups[2].Value)),
    ];

    [Fact]
    public async Task Every_endpoint_has_a_request()
    {
        var endpoints = await EndpointsAsync();
        Assert.True(endpoints.Count > 10, $"Only {endpoints.Count} endpoints found.");
        Assert.DoesNotContain(endpoints, e => !Requests.Any(r => Matches(e, r)));
    }

    [Fact]
    public async Task Every_request_has_an_endpoint()
    {
        var endpoints = await EndpointsAsync();
        Assert.NotEmpty(Requests);
        Assert.DoesNotContain(Requests, r => !r.Path.StartsWith("/swagger/", StringComparison.Ordinal) && !endpoints.Any(e => Matches(e, r)));
    }

    /// <summary>The program's own routes. The program is built but not started.</summary>
    private static async Task<List<(string Method, string Path)>> EndpointsAsync()
    {
        await using var app = ReportingHost.BuildServer(["--contentRoot", RepositoryFiles.Root, "--Mcp:Enabled", "true"]);
        return
        [
            .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(e => !e.RoutePattern.RawText!.TrimStart('/').StartsWith("swagger", StringComparison.Ordinal))
                .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (method, "/" + e.RoutePattern.RawText!.Trim('/')))),
        ];
    }

    private static bool Matches((string Method, string Path) endpoint, (string Method, string Path) request) =>
        endpoint.Method == request.Method
        && Regex.IsMatch(request.Path, "^" + Place().Replace(Regex.Escape(endpoint.Path).Replace(@"\{", "{", StringComparison.Ordinal), place => place.Value.StartsWith(@"{\*", StringComparison.Ordinal) ? ".+" : "[^/]+") + "$");

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) \{\{host\}\}([^?\s]*)", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
