using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.ImportPages;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Tests.Access;

/// <summary>The program with roles that hide data, over the reference data and three classified engagements.</summary>
public class LimitedApp : IAsyncLifetime
{
    private readonly AppWithRoles _app;

    public LimitedApp()
        : this(WarehouseProvider.Sqlite)
    {
    }

    private LimitedApp(WarehouseProvider engine) =>
        _app = new AppWithRoles { Engine = engine, AccessRules = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "limited-access.yml") };

    public sealed class OnServer() : LimitedApp(WarehouseProvider.SqlServer);

    public WarehouseProvider Engine => _app.Engine;

    public async Task InitializeAsync()
    {
        if (TestServer.Lacks(Engine))
        {
            return;
        }

        var imported = await ImportAsync(
            "Code,Title,Start,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,AmountUsd,Headcount,Handling\n"
            + "m-1,\"=HYPERLINK(\"\"http://evil\"\")\",2031,meeting,dialogue,marked,someone,@Someone,person,IN,1250.50,7,public\n"
            + "m-2,Official talks,2032,meeting,dialogue,marked,someone,,,IN,100,5,official\n"
            + "m-3,Restricted talks,2033,meeting,dialogue,marked-only,agent,Agent,person,IL,100,5,restricted\n");
        Assert.True(imported.Value?.ImportKey is not null, $"{imported.Problem}{imported.Value?.Refusal}");
    }

    public async Task<Outcome<ImportResult>> ImportAsync(string csv)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        return await _app.Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "marked.csv"));
    }

    public async Task<(HttpStatusCode Status, byte[] Content, HttpResponseMessage Response)> AskAsync(string path, string roles, params (string Name, string Value)[] headers)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(AppWithRoles.Header, roles);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response);
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string body, string roles)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add(AppWithRoles.Header, roles);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    public async Task<HttpResponseMessage> DeleteAsync(string path, string roles)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.Add(AppWithRoles.Header, roles);
        return await client.SendAsync(request);
    }

    internal FormBrowser Browse(string roles) => FormBrowser.Of(_app, roles: roles);

    public async Task<JsonElement> JsonAsync(string path, string roles) => JsonDocument.Parse((await AskAsync(path, roles)).Content).RootElement;

    public async Task<string> TextAsync(string path, string roles) => System.Text.Encoding.UTF8.GetString((await AskAsync(path, roles)).Content);

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
