using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse.Tests.Operations;

/// <summary>The trail as stored in the database.</summary>
public abstract class AuditStoreTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : AuditStoreTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : AuditStoreTests(WarehouseProvider.SqlServer);

    private static readonly DateTimeOffset Morning = new(2026, 2, 3, 8, 0, 0, TimeSpan.Zero);

    [EngineFact]
    public async Task Rows_are_read_as_written_with_the_newest_first_and_stay()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var connections = new OperationsConnections(warehouse.Options, warehouse.Folder);
        Assert.Null((await new Migrator(connections.Engine, warehouse.Clock, Path.Combine(TestWarehouse.Scripts, "operations"), "OperationsMigration").MigrateAsync()).Problem);
        var store = new AuditStore(connections);
        await store.AddAsync(
        [
            new AuditEntry(Morning, "anna", "reader", AuditAction.Question, "GET /a") { Question = "by=year&key=rk_x", DataVersion = 3, Rows = 2, Status = 200, Times = 4 },
            new AuditEntry(Morning.AddHours(1), "ben", "exporter", AuditAction.Export, "GET /b") { Outcome = AuditOutcome.Refused, Status = 400 },
            new AuditEntry(Morning.AddDays(1), "anna", "importer", AuditAction.Import, "import") { Outcome = AuditOutcome.Failed },
        ], CancellationToken.None);

        var all = await store.ReadAsync(new AuditFilter(), 10, CancellationToken.None);
        Assert.Equal(["import", "GET /b", "GET /a"], all.Select(l => l.Subject));
        Assert.Equal(
            new AuditEntry(Morning, "anna", "reader", AuditAction.Question, "GET /a") { Key = all[2].Key, Question = "by=year&key=redacted", DataVersion = 3, Rows = 2, Status = 200, Times = 4 },
            all[2]);
        Assert.Equal("GET /b", Assert.Single(await store.ReadAsync(new AuditFilter { From = Morning.AddHours(1), To = Morning.AddDays(1) }, 10, CancellationToken.None)).Subject);
        Assert.Equal(2, (await store.ReadAsync(new AuditFilter { Caller = "anna" }, 10, CancellationToken.None)).Count);
        Assert.Equal("import", Assert.Single(await store.ReadAsync(new AuditFilter { Action = AuditAction.Import }, 10, CancellationToken.None)).Subject);
        Assert.Equal("GET /b", Assert.Single(await store.ReadAsync(new AuditFilter { After = all[0].Key }, 1, CancellationToken.None)).Subject);
        foreach (var sql in new[] { "UPDATE AuditEntry SET Caller = 'nobody'", "DELETE FROM AuditEntry" })
        {
            await using var connection = await connections.OpenWriteAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Contains("append-only", (await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync())).Message, StringComparison.Ordinal);
        }

        Assert.Equal(all, await store.ReadAsync(new AuditFilter(), 10, CancellationToken.None));
    }

    /// <summary>A host that aborts its shutdown disposes while it stops.</summary>
    [EngineFact]
    public async Task A_trail_may_be_stopped_and_disposed_of_at_the_same_time()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var store = new AuditStore(new OperationsConnections(warehouse.Options, warehouse.Folder));
        for (var i = 0; i < 300; i++)
        {
            var trail = new AuditTrail(store, TimeProvider.System, NullLogger<AuditTrail>.Instance);
            await trail.StartAsync(CancellationToken.None);
            using var together = new Barrier(2);
            await Task.WhenAll(Ending(() => trail.StopAsync(CancellationToken.None)), Ending(() =>
            {
                trail.Dispose();
                return Task.CompletedTask;
            }));

            Task Ending(Func<Task> end) => Task.Run(() =>
            {
                together.SignalAndWait();
                return end();
            });
        }
    }

    [EngineFact]
    public async Task Waiting_rows_are_written_even_after_the_host_stops_waiting()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var connections = new OperationsConnections(warehouse.Options, warehouse.Folder);
        Assert.Null((await new Migrator(connections.Engine, warehouse.Clock, Path.Combine(TestWarehouse.Scripts, "operations"), "OperationsMigration").MigrateAsync()).Problem);
        var store = new AuditStore(connections);
        using var trail = new AuditTrail(store, TimeProvider.System, NullLogger<AuditTrail>.Instance);
        await trail.StartAsync(CancellationToken.None);
        await trail.EnqueueAsync(new AuditEntry(Morning, "anna", "reader", AuditAction.Question, "GET /a"), CancellationToken.None);
        await trail.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal("GET /a", Assert.Single(await store.ReadAsync(new AuditFilter(), 10, CancellationToken.None)).Subject);
    }
}
