using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Delivery.Editions;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Editions;

/// <summary>The program with roles, and with editions that tests publish.</summary>
internal sealed partial class EditionApp : AppWithRoles
{
    public EditionApp() => AccessRules = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "limited-access.yml");

    public EditionPublisher Publisher => Services.GetRequiredService<EditionPublisher>();

    public async Task<Edition> PublishAsync(string id, string state = "final")
    {
        var published = await Publisher.PublishAsync(new NewEdition(id, state, "A note.", "tester"), CancellationToken.None);
        return published.IsValue(out var edition, out var problem) ? edition : throw new InvalidOperationException($"{problem.Code}: {problem.Message} {problem.Hint}");
    }

    public async Task ImportAsync(string csv, bool replace = false)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var imported = await Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "case.csv") { Replace = replace });
        Assert.True(imported.Value is { Refusal: null }, $"{imported.Problem}{imported.Value?.Refusal}");
    }

    /// <summary>The answer without the moment at which it was written and without form tokens.</summary>
    public async Task<string> AnswerAsync(string address, string roles = "admin")
    {
        var (status, text) = await AskAsync(address, roles);
        return $"{(int)status} {Varying().Replace(text, string.Empty)}";
    }

    public async Task<JsonElement> JsonOfAsync(string address, string roles = "admin") => JsonDocument.Parse(await TextAsync(address, roles)).RootElement;

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string address, object? body = null, string roles = "admin")
    {
        using var client = PlainClient();
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), null, "application/json") };
        request.Headers.Add(Header, roles);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    [GeneratedRegex("\"(generatedAt|traceId|requestId)\": *\"[^\"]*\"|name=\"__RequestVerificationToken\" value=\"[^\"]*\"|http://127\\.0\\.0\\.1:[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Varying();
}
