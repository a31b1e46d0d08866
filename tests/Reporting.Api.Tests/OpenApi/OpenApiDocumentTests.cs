using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>Every endpoint, parameter, response and failure is documented with an example.</summary>
public sealed class OpenApiDocumentTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Fact]
    public async Task Every_mapped_route_but_pages_is_in_the_document()
    {
        var document = await app.JsonAsync("/swagger/v1/swagger.json");
        var described = document.GetProperty("paths").EnumerateObject().Select(p => p.Name.TrimEnd('/')).ToHashSet();
        var mapped = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null && !e.RoutePattern.RawText!.TrimStart('/').StartsWith("swagger", StringComparison.Ordinal))
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/').Replace("{**", "{", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(mapped);
        Assert.All(mapped, route => Assert.Contains(route, described));
    }

    [Fact]
    public async Task Every_parameter_has_a_description_and_an_example()
    {
        var operations = Operations(await app.JsonAsync("/swagger/v1/swagger.json"));
        var parameters = operations.Where(o => o.TryGetProperty("parameters", out _)).SelectMany(o => o.GetProperty("parameters").EnumerateArray()).ToList();
        Assert.NotEmpty(parameters);
        Assert.All(parameters, p =>
        {
            Assert.False(string.IsNullOrWhiteSpace(p.GetProperty("description").GetString()), p.GetRawText());
            // Optional parameters have no example, because the test page would send it.
            Assert.Equal(p.TryGetProperty("required", out var required) && required.GetBoolean(), p.TryGetProperty("example", out _));
            Assert.True(p.TryGetProperty("example", out _) || p.GetProperty("description").GetString()!.Contains("Example: `", StringComparison.Ordinal), p.GetRawText());
        });
    }

    [Fact]
    public async Task Every_operation_has_a_summary_a_response_and_failures_with_examples()
    {
        var document = await app.JsonAsync("/swagger/v1/swagger.json");
        var (operations, examples) = (Operations(document), document.GetProperty("components").GetProperty("examples"));
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("summary").GetString()));
            var responses = operation.GetProperty("responses");
            var answers = responses.EnumerateObject().Where(r => r.Name[0] == '2').ToList();
            Assert.NotEmpty(answers);
            Assert.All(answers, answer => Assert.True(answer.Name == "204" || answer.Value.GetProperty("content").EnumerateObject().Any(), answer.Name));
            foreach (var failure in responses.EnumerateObject().Where(r => r.Name[0] is '4' or '5'))
            {
                var references = failure.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject().ToList();
                Assert.NotEmpty(references);
                Assert.All(references, reference => Assert.Equal(failure.Name, $"{examples.GetProperty(reference.Value.GetProperty("$ref").GetString()!.Split('/')[^1]).GetProperty("value").GetProperty("status").GetInt32()}"));
            }
        });
    }

    [Theory]
    [InlineData("/api/v1/model")]
    [InlineData("/api/v1/model/{dimension}/members")]
    [InlineData("/api/v1/aggregates")]
    [InlineData("/api/v1/aggregates/by-year-and-domain")]
    [InlineData("/api/v1/engagements")]
    [InlineData("/api/v1/engagements/{code}")]
    [InlineData("/api/v1/reports/{id}/{format}")]
    public async Task Cached_responses_document_their_tag_and_304(string path)
    {
        var paths = (await app.JsonAsync("/swagger/v1/swagger.json")).GetProperty("paths");
        var operation = paths.EnumerateObject().Single(p => p.Name.TrimEnd('/') == path).Value.GetProperty("get");
        Assert.Contains(operation.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "If-None-Match" && p.GetProperty("in").GetString() == "header");
        Assert.All(new[] { "200", "304" }, status => Assert.True(operation.GetProperty("responses").GetProperty(status).GetProperty("headers").TryGetProperty("ETag", out _), status));
    }

    private static List<JsonElement> Operations(JsonElement document) =>
        [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value)];
}
