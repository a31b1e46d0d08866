using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Tests.Files;

/// <summary>Rows that were opened to be counted are read by one reader, and hold no connection during a wait.</summary>
public abstract class CountedRowsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : CountedRowsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CountedRowsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Rows_are_taken_once_and_stay_open_where_the_slot_is_free()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([new TestEngagement { Code = "E1" }]), engine);
        await using var counted = await OpenAsync(warehouse);
        Assert.Equal("slot", await counted.WaitAsync(Task.FromResult("slot")));
        await using var rows = counted.Take()!;
        Assert.Null(counted.Take());
        Assert.Equal(1, await rows.ReadAsync().CountAsync());
    }

    [EngineFact]
    public async Task A_wait_for_a_slot_closes_the_rows()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([new TestEngagement { Code = "E1" }]), engine);
        await using var counted = await OpenAsync(warehouse);
        var slot = new TaskCompletionSource<string>();
        var wait = counted.WaitAsync(slot.Task);
        slot.SetResult("slot");
        Assert.Equal("slot", await wait);
        Assert.Null(counted.Take());
    }

    private static async Task<CountedRows> OpenAsync(TestWarehouse warehouse)
    {
        Assert.True((await warehouse.Runners.Engagements.OpenDataAsync(new() { Measures = [] }, Caller.Local, CancellationToken.None)).IsValue(out var rows, out var problem), problem?.Message);
        Assert.Equal(1, rows.Count);
        return new CountedRows(rows);
    }
}
