using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OData;

/// <summary>Third-party clients follow pages, filter and count (tests/odata-clients).</summary>
public abstract class ClientsTests(PagedServer server)
{
    public sealed class OnSqlite(PagedServer server) : ClientsTests(server), IClassFixture<PagedServer>;

    [OnServer]
    public sealed class OnSqlServer(PagedServer.OnServer server) : ClientsTests(server), IClassFixture<PagedServer.OnServer>;

    private static readonly string Folder = RepositoryRoot.File("tests", "odata-clients");

    [PackagesFact("odata-clients")]
    public Task O_js_reads_the_feed() => ReadsAllAsync("o.mjs");

    [PackagesFact("odata-clients")]
    public Task Odata_client_reads_the_feed() => ReadsAllAsync("odata-client.mjs");

    [PackagesFact("odata-clients")]
    public Task Ts_odata_client_reads_the_feed() => ReadsAllAsync("ts-odata-client.mjs");

    [PackagesFact("odata-clients")]
    public async Task The_client_that_sap_cloud_sdk_generates_from_the_metadata_reads_the_feed()
    {
        // In the folder of the packages, which the generated code needs to compile.
        var generated = Path.Combine(Folder, "generated", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(generated);
        try
        {
            var metadata = Path.Combine(generated, "reporting.edmx");
            await File.WriteAllTextAsync(metadata, await server.Client.GetStringAsync("/odata/$metadata"));
            await ExternalPrograms.RunAsync("node", [Path.Combine(Folder, "node_modules", ".bin", "generate-odata-client"), "--input", metadata, "--outputDir", generated, "--transpile"]);
            await ReadsAllAsync("sap.mjs", Path.Combine(generated, "reporting"));
        }
        finally
        {
            TestFolder.Delete(generated);
        }
    }

    private async Task ReadsAllAsync(string client, params string[] more)
    {
        // The same figure from the REST API.
        var listed = JsonDocument.Parse(await server.Client.GetStringAsync("/api/v1/engagements?limit=1000")).RootElement.GetProperty("data").EnumerateArray()
            .Select(e => e.GetProperty("code").GetString()!).Order(StringComparer.Ordinal).ToList();
        var recent = JsonDocument.Parse(await server.Client.GetStringAsync("/api/v1/engagements?limit=1000&year=2025..")).RootElement.GetProperty("data").EnumerateArray()
            .Select(e => e.GetProperty("code").GetString()!).Order(StringComparer.Ordinal).ToList();
        var found = JsonDocument.Parse(await ExternalPrograms.RunAsync("node", [Path.Combine(Folder, client), server.Feed, .. more])).RootElement;
        Assert.Equal((listed.Count + 7) / 8, found.GetProperty("pages").GetInt32());
        Assert.Equal(listed, Texts(found, "all").Order(StringComparer.Ordinal));
        Assert.Equal(recent, Texts(found, "filtered"));
        Assert.Equal(recent.Count, found.GetProperty("count").GetInt32());
        Assert.InRange(recent.Count, 1, 8);
    }

    private static IEnumerable<string> Texts(JsonElement found, string name) => found.GetProperty(name).EnumerateArray().Select(code => code.GetString()!);
}
