using System.Collections.Concurrent;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Operations;

/// <summary>Processes that claim rows: no row twice and none lost, on every engine and with any number of processes.</summary>
public abstract class ClaimTests(WarehouseProvider engine)
{
    private const int Pieces = 240;
    private const int Workers = 12;
    private const int AtOnce = 7;

    public sealed class OnSqlite() : ClaimTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ClaimTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Many_workers_at_once_claim_every_row_exactly_once()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await WithPiecesAsync(warehouse);
        var taken = new ConcurrentBag<(int Piece, string By)>();
        using var gate = new Barrier(Workers);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(n => Task.Factory.StartNew(
            () => ClaimAllAsync(warehouse, $"worker {n}", gate, taken), TaskCreationOptions.LongRunning).Unwrap()));

        Assert.Equal(Enumerable.Range(1, Pieces), taken.Select(t => t.Piece).Order());
        Assert.Equal(taken.Select(t => $"{t.Piece}|{t.By}").Order(StringComparer.Ordinal), (await warehouse.RowsAsync("SELECT PieceKey, ClaimedBy FROM Piece")).Order(StringComparer.Ordinal));
        Assert.True(taken.Select(t => t.By).Distinct().Count() > 1, "One worker claimed everything, so the test proves nothing.");
    }

    [EngineFact]
    public async Task A_row_is_claimed_again_after_its_lease_has_expired()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await WithPiecesAsync(warehouse);
        Assert.Equal(2, (await ClaimAsync(warehouse, "gone", 2)).Count);
        await using var connection = await warehouse.Connections.OpenWriteAsync();
        await connection.ExecuteAsync("UPDATE Piece SET ClaimedBy = NULL WHERE ClaimedBy = @By", new { By = "gone" });
        Assert.Equal(Pieces, (await ClaimAsync(warehouse, "next", Pieces)).Count);
        Assert.Empty(await ClaimAsync(warehouse, "late", Pieces));
    }

    private static async Task ClaimAllAsync(TestWarehouse warehouse, string by, Barrier gate, ConcurrentBag<(int Piece, string By)> taken)
    {
        // Separate connections, as in separate processes.
        var connections = new WarehouseConnections(warehouse.Options, warehouse.Folder);
        await using var connection = await connections.OpenWriteAsync();
        gate.SignalAndWait();
        var isFirst = true;
        // A claim that collides with others may be empty. The work is done when no rows are left.
        while (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Piece WHERE ClaimedBy IS NULL") > 0)
        {
            foreach (var piece in await connection.QueryAsync<int>(Statement(connections), new { By = by, Max = AtOnce }))
            {
                taken.Add((piece, by));
            }

            if (isFirst)
            {
                // Enough rows for everyone: no worker finishes before all have tried.
                isFirst = false;
                gate.SignalAndWait();
            }
        }
    }

    private static async Task<List<int>> ClaimAsync(TestWarehouse warehouse, string by, int most)
    {
        await using var connection = await warehouse.Connections.OpenWriteAsync();
        return (await connection.QueryAsync<int>(Statement(warehouse.Connections), new { By = by, Max = most })).AsList();
    }

    private static string Statement(WarehouseConnections connections) =>
        connections.Engine.Claim("Piece", "PieceKey", set: "ClaimedBy = @By", where: "ClaimedBy IS NULL", order: "PieceKey");

    private static async Task WithPiecesAsync(TestWarehouse warehouse)
    {
        await using var connection = await warehouse.Connections.OpenWriteAsync();
        await connection.ExecuteAsync("CREATE TABLE Piece (PieceKey int NOT NULL PRIMARY KEY, ClaimedBy varchar(40) NULL)");
        await connection.ExecuteAsync($"INSERT INTO Piece (PieceKey) VALUES {string.Join(", ", Enumerable.Range(1, Pieces).Select(n => $"({n})"))}");
    }
}
