using System.Globalization;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Connections;

/// <summary>Several threads read one state of the data.</summary>
public sealed class SqliteSnapshotsTests
{
    [Fact]
    public async Task Snapshots_of_several_connections_see_one_state_while_another_one_commits()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        var engine = warehouse.Connections.Engine;
        await using (var connection = await engine.OpenWriteAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("CREATE TABLE Counter (Number INTEGER NOT NULL); INSERT INTO Counter VALUES (0)");
        }

        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => CommitAsync(warehouse, stop.Token));
        var opened = new List<int>();
        for (var i = 0; i < 200; i++)
        {
            opened.Add(await OpenAsync(warehouse, 3));
        }

        await stop.CancelAsync();
        await writing;
        Assert.All(opened, count => Assert.InRange(count, 1, 3));
        Assert.Equal(3, await OpenAsync(warehouse, 3));
    }

    [Fact]
    public async Task A_database_in_memory_has_one_snapshot()
    {
        using var connections = new WarehouseConnections(new WarehouseOptions { ConnectionString = "Data Source=:memory:" }, Path.GetTempPath());
        Assert.Single(await connections.Engine.OpenSnapshotsAsync(4, CancellationToken.None));
    }

    // The number of snapshots, which all have the same number.
    private static async Task<int> OpenAsync(TestWarehouse warehouse, int most)
    {
        var snapshots = await warehouse.Connections.Engine.OpenSnapshotsAsync(most, CancellationToken.None);
        var numbers = new HashSet<long>();
        for (var reading = 0; reading < 2; reading++)
        {
            foreach (var snapshot in snapshots)
            {
                numbers.Add(await snapshot.ExecuteScalarAsync<long>("SELECT Number FROM Counter"));
            }
        }

        foreach (var snapshot in snapshots)
        {
            await snapshot.DisposeAsync();
        }

        Assert.True(numbers.Count == 1, string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))));
        return snapshots.Count;
    }

    private static async Task CommitAsync(TestWarehouse warehouse, CancellationToken cancellationToken)
    {
        await using var connection = await warehouse.Connections.Engine.OpenWriteAsync(CancellationToken.None);
        while (!cancellationToken.IsCancellationRequested)
        {
            await connection.ExecuteAsync("UPDATE Counter SET Number = Number + 1");
        }
    }
}
