using System.Data.Common;
using System.Text;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Connections;

/// <summary>The readers of both engines, over the same statement of SQLite.</summary>
public sealed class BulkReaderTests
{
    // Only the second half passes, in an order that no index gives.
    private const string Statement = "SELECT n AS Number, t AS Text FROM (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 40) SELECT n, CASE WHEN n % 7 = 0 THEN NULL ELSE 'שלום ' || n END AS t FROM r) WHERE n > 20 ORDER BY n * 17 % 41";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Both_readers_hand_over_the_rows_of_the_statement_in_its_order(int waitsAfter)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();
        List<(int Number, string Text)> expected = [];
        await using (var command = Command(connection))
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                expected.Add((rows.GetInt32(0), rows.IsDBNull(1) ? string.Empty : rows.GetString(1)));
            }
        }

        Assert.Equal(20, expected.Count);
        Assert.Equal(expected, await ReadAsync(warehouse.Connections.Engine.BulkReader(Command(connection), ["Number", "Text"]), waitsAfter));
        Assert.Equal(expected, await ReadAsync(new DriverBulkReader(Command(connection)), waitsAfter));
    }

    [Fact]
    public async Task A_failure_of_the_function_is_thrown_and_the_connection_can_be_used_again()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();
        await using (var reader = warehouse.Connections.Engine.BulkReader(Command(connection), ["Number", "Text"]))
        {
            var failure = await Assert.ThrowsAsync<FormatException>(async () => await reader.ReadAsync(_ => throw new FormatException("no"), CancellationToken.None));
            Assert.Equal("no", failure.Message);
        }

        Assert.Equal(20, (await ReadAsync(warehouse.Connections.Engine.BulkReader(Command(connection), ["Number", "Text"]), 7)).Count);
    }

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Statement;
        return command;
    }

    private static async Task<List<(int Number, string Text)>> ReadAsync(BulkReader reader, int waitsAfter)
    {
        List<(int, string)> rows = [];
        var waiting = 0;
        await using (reader)
        {
            await reader.ReadAsync(
                row =>
                {
                    Assert.Equal(0, waiting);
                    rows.Add((row.Whole(0), Encoding.UTF8.GetString(row.Utf8(1))));
                    return rows.Count % waitsAfter == 0 ? new ValueTask(WaitAsync()) : ValueTask.CompletedTask;
                },
                CancellationToken.None);
        }

        return rows;

        async Task WaitAsync()
        {
            waiting++;
            await Task.Delay(1);
            waiting--;
        }
    }
}
