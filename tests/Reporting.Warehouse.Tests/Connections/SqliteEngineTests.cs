using Dapper;
using Reporting.Warehouse.Migrations;

namespace Reporting.Warehouse.Tests.Connections;

/// <summary>The embedded database is a file that may be absent, and that reading connections cannot change.</summary>
public sealed class SqliteEngineTests
{
    [Fact]
    public async Task Status_of_an_absent_database_is_all_pending_and_creates_nothing()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync();

        var status = await warehouse.Migrator().StatusAsync();

        Assert.True(status.Count >= 2);
        Assert.All(status, s => Assert.Equal(MigrationState.Pending, s.State));
        Assert.True(warehouse.Connections.IsAbsent);
        Assert.Empty(Directory.GetFileSystemEntries(warehouse.Folder));
    }

    [Fact]
    public async Task Reading_connections_cannot_write()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync("UPDATE DimCountry SET Name = 'x'"));
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
    }
}
