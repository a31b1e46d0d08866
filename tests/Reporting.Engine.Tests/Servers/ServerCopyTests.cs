using Dapper;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Tests.Servers;

[OnServer]
public sealed class ServerCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-copy-").FullName;

    /// <summary>Copies a warehouse to the server and back. The copies are equal, and the server's results equal the oracle.</summary>
    [EngineFact]
    public async Task A_warehouse_copied_to_a_server_and_back_is_equal_and_answers_alike()
    {
        var data = new RandomData(new Random(4)).Rich();
        var back = new WarehouseOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "back.db")};Pooling=false" };
        await using var file = await TestWarehouse.CreateAsync(data);
        await using var server = await TestWarehouse.UnmigratedAsync(WarehouseProvider.SqlServer, data);
        await WriteLongSummariesAsync(file);
        Assert.Null(await CopyAsync(file, server.Options));
        Assert.Equal("copy-target-not-empty", await CopyAsync(file, server.Options));
        Assert.Null(await CopyAsync(server, back));
        Assert.Null(await CopyAsync(file, back, verifyOnly: true));

        var query = new ReportQuery { Measures = ["engagements", "allocated_engagements", "amount_usd", "people"], By = ["year", "domain"], Totals = TotalsKind.Levels };
        Assert.True((await server.AskAsync(query)).IsValue(out var answer, out var problem), problem?.Message);
        Assert.Null(ResultComparison.Difference(new Oracle(data).Ask(query, RowScope.Everything), answer));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Longer than any limited text, with ends at all positions of a packet and a surrogate pair.
    private static async Task WriteLongSummariesAsync(TestWarehouse file)
    {
        await using var connection = await file.Connections.OpenWriteAsync();
        for (var key = 1; key <= 40; key++)
        {
            await connection.ExecuteAsync("UPDATE FactEngagement SET Summary = @summary WHERE EngagementKey = @key", new { key, summary = string.Concat(Enumerable.Repeat("aé😀 ", key * 113)) + key });
        }
    }

    private static async Task<string?> CopyAsync(TestWarehouse from, WarehouseOptions to, bool verifyOnly = false) => (await from.CopyAsync(to, verifyOnly)).Problem?.Code;
}
