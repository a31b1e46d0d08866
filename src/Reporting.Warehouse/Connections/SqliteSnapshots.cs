using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>Opens transactions on several connections that see one state of the data.</summary>
internal static class SqliteSnapshots
{
    private const int MaxAttempts = 3;

    /// <summary>At most so many, and at least one.</summary>
    public static async Task<IReadOnlyList<DbConnection>> OpenAsync(int most, Func<Task<DbConnection>> open)
    {
        var connections = new List<SqliteConnection>();
        try
        {
            while (connections.Count < most)
            {
                connections.Add((SqliteConnection)await open());
            }

            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (TryBegin(connections))
                {
                    return connections;
                }
            }

            await CloseAsync(connections[1..]);
            connections[0].BeginTransaction(deferred: true);
            return [connections[0]];
        }
        catch
        {
            await CloseAsync(connections);
            throw;
        }
    }

    // The number of a connection changes when another one has committed (sqlite.org/pragma.html#pragma_data_version). Here no connection has seen a commit
    // between its two readings. The last of the first readings is before the first of the second ones, so all see the state of that moment.
    private static bool TryBegin(List<SqliteConnection> connections)
    {
        var before = connections.ConvertAll(Number);
        var transactions = connections.ConvertAll(c => c.BeginTransaction(deferred: true));
        if (connections.ConvertAll(Number).SequenceEqual(before))
        {
            return true;
        }

        transactions.ForEach(t => t.Dispose());
        return false;
    }

    private static long Number(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static async Task CloseAsync(IEnumerable<SqliteConnection> connections)
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }
}
