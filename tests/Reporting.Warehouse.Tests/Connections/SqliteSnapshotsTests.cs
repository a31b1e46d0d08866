using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using SQLitePCL;

namespace Reporting.Warehouse.Tests.Connections;

/// <summary>Several threads read one state of the data.</summary>
public sealed class SqliteSnapshotsTests
{
    // Another connection commits before each step of the second snapshot's statements, so many times.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(6, 2)]
    [InlineData(int.MaxValue, 1)]
    public async Task Snapshots_see_one_state_although_another_connection_commits_in_between(int commits, int expected)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var writer = await warehouse.Connections.OpenWriteAsync();
        await writer.ExecuteAsync("CREATE TABLE Counter (Number INTEGER NOT NULL); INSERT INTO Counter VALUES (0)");
        var (opened, left) = (0, commits);
        var snapshots = await SqliteSnapshots.OpenAsync(2, OpenAsync);
        Assert.Equal(commits == int.MaxValue, left > 0);
        left = 0;
        await writer.ExecuteAsync("UPDATE Counter SET Number = -1");
        var numbers = new List<long>();
        foreach (var snapshot in snapshots)
        {
            numbers.Add(await snapshot.ExecuteScalarAsync<long>("SELECT Number FROM Counter"));
            await snapshot.DisposeAsync();
        }

        Assert.Equal(expected, numbers.Count);
        Assert.Single(numbers.Distinct());

        async Task<DbConnection> OpenAsync()
        {
            var connection = new SqliteConnection($"Data Source={writer.DataSource};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync();
            if (++opened == 2)
            {
                raw.sqlite3_progress_handler(connection.Handle!, 1, Commit, null);
            }

            return connection;
        }

        int Commit(object state)
        {
            if (left-- > 0)
            {
                writer.Execute("UPDATE Counter SET Number = Number + 1");
            }

            return 0;
        }
    }

    [Fact]
    public async Task A_database_in_memory_has_one_snapshot()
    {
        using var connections = new WarehouseConnections(new WarehouseOptions { ConnectionString = "Data Source=:memory:" }, Path.GetTempPath());
        var snapshot = Assert.Single(await connections.Engine.OpenSnapshotsAsync(4, CancellationToken.None));
        await snapshot.DisposeAsync();
    }
}
