using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mail;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Access;

/// <summary>The program reads as <c>reporting_reader</c> and writes as <c>reporting_writer</c>. These rights suffice.</summary>
[OnServer]
public sealed class TwoLoginsTests
{
    [EngineFact]
    public async Task The_logins_reader_and_writer_suffice_for_the_program()
    {
        var warehouse = await TestWarehouse.UnmigratedAsync(WarehouseProvider.SqlServer);
        await using var logins = new TestLogins(warehouse);
        await using (warehouse)
        {
            await ServerProcess.RunAsync(["migrate", "--reference-data"], ServerProcess.Over(warehouse));
            await using (var owner = await warehouse.Connections.OpenWriteAsync())
            {
                await logins.RunScriptAsync(owner, "reader-and-writer.sql");
            }

            var (writer, reader) = (await logins.CreateAsync("writer"), await logins.CreateAsync("reader"));
            await using var app = new AppWithRoles
            {
                Engine = WarehouseProvider.SqlServer,
                ConnectionString = writer.ConnectionString,
                Settings = new Dictionary<string, string> { ["Warehouse:ReadConnectionString"] = reader.ConnectionString, ["Mail:PollSeconds"] = "0.2" },
            };
            using var client = app.CreateClient();
            Assert.Equal(17, await CountAsync(client));

            using var imported = await client.PostAsync("/api/v1/imports", new StringContent("Code,Title,Start,Type\nlogin-1,Talks,2026,meeting\n", Encoding.UTF8, "text/csv"));
            Assert.True(imported.StatusCode == HttpStatusCode.Created, await imported.Content.ReadAsStringAsync());
            Assert.Equal(18, await CountAsync(client));
            var job = await client.AddAsync("csv", new { section = "data" });
            Assert.Equal("done", ExportRequests.State(await client.EndAsync(job)));
            Assert.NotEmpty(await client.GetByteArrayAsync(job + "/file"));
            Assert.Equal("written", ExportRequests.State((await client.RunAsync(await client.SubscribeAsync()))[0]));
            var report = await client.GetFromJsonAsync<JsonElement>($"/api/v1/reports/{ExportRequests.Report}/json");
            var hash = report.GetProperty("provenance").GetProperty("hash").GetString();
            Assert.Equal("current", (await client.GetFromJsonAsync<JsonElement>($"/api/v1/verify?hash={hash}")).GetProperty("status").GetString());
            Assert.NotEqual(0, (await client.GetFromJsonAsync<JsonElement>("/odata/EngagementsFlat?$top=3")).GetProperty("value").GetArrayLength());
            Assert.NotEqual(0, (await client.GetFromJsonAsync<JsonElement>("/api/v1/audit")).GetProperty("data").GetArrayLength());
            Assert.NotEqual(0, (await client.GetFromJsonAsync<JsonElement>("/api/v1/keys")).GetArrayLength());
            using var undone = await client.DeleteAsync($"/api/v1/imports/{JsonDocument.Parse(await imported.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()}");
            Assert.True(undone.IsSuccessStatusCode, await undone.Content.ReadAsStringAsync());
        }
    }

    private static async Task<long> CountAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/aggregates?measures=engagements")).GetProperty("data")[0].GetProperty("engagements").GetInt64();
}
