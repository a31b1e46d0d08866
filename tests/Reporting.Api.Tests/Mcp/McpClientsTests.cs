using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Mcp;

/// <summary>The protocol's own client lists and calls every tool over HTTP and over standard input and output (tests/mcp-clients).</summary>
public abstract class McpClientsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : McpClientsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : McpClientsTests(WarehouseProvider.SqlServer);

    [PackagesFact("mcp-clients")]
    public async Task Every_tool_resource_and_prompt_works_over_both_transports()
    {
        await using var app = new ReportingApp { Engine = engine };
        using var client = app.CreateClient();
        var overHttp = await RunAsync(["http", new Uri(client.BaseAddress!, "/mcp").ToString()]);
        var overPipe = await RunAsync(["stdio", "dotnet", typeof(Program).Assembly.Location, "mcp"],
            ("Warehouse__Provider", engine.ToString()), ("Warehouse__ConnectionString", app.Database), ("REPORTING_FOLDER", RepositoryRoot.Folder));
        Check(overHttp);
        Check(overPipe);
        foreach (var part in new[] { "data", "totals" })
        {
            Assert.True(JsonElement.DeepEquals(Query(overHttp).GetProperty(part), Query(overPipe).GetProperty(part)));
        }
    }

    private static JsonElement Query(JsonElement found) => found.GetProperty("answers").GetProperty("query").GetProperty("answer");

    private static void Check(JsonElement found)
    {
        Assert.Equal(8, found.GetProperty("answers").EnumerateObject().Count());
        Assert.All(found.GetProperty("answers").EnumerateObject(), a => Assert.False(a.Value.GetProperty("isError").GetBoolean(), a.Value.GetRawText()));
        Assert.Equal(6, found.GetProperty("texts").EnumerateObject().Count());
        Assert.All(found.GetProperty("texts").EnumerateObject(), t => Assert.InRange(t.Value.GetInt32(), 50, 100_000));
        Assert.Equal(2, Query(found).GetProperty("totals").GetProperty("engagements").GetInt32());
        Assert.NotEmpty(found.GetProperty("instructions").GetString()!);
    }

    private static async Task<JsonElement> RunAsync(string[] arguments, params (string, string)[] environment) => JsonDocument.Parse(
        await ExternalPrograms.RunAsync("node", [RepositoryRoot.File("tests", "mcp-clients", "client.mjs"), .. arguments], environment)).RootElement;
}
