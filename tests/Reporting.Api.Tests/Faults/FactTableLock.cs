using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Faults;

/// <summary>Locks the fact table, so that statements on it wait in the database.</summary>
internal static class FactTableLock
{
    public static async Task<IAsyncDisposable> LockFactsAsync(this ReportingApp app)
    {
        var connection = await Connections(app).OpenWriteAsync();
        var transaction = await connection.BeginTransactionAsync();
        // Row versions do not allow reads of a table while its columns change.
        await connection.ExecuteAsync("ALTER TABLE FactEngagement ADD Held int NULL", transaction: transaction);
        return new Lock(connection, transaction);
    }

    /// <summary>Waits until the lock blocks all tasks.</summary>
    public static async Task WaitUntilBlockedAsync(this ReportingApp app, IReadOnlyList<Task> tasks)
    {
        await using var connection = await Connections(app).OpenWriteAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await connection.ExecuteScalarAsync<int>(Waiting) < tasks.Count)
        {
            Assert.All(tasks, task => Assert.False(task.IsCompleted));
            await Task.Delay(50, timeout.Token);
        }
    }

    private const string Waiting = """
        SELECT COUNT(DISTINCT spid) FROM sys.sysprocesses WHERE blocked <> 0 AND (lastwaittype LIKE 'LCK%' OR lastwaittype LIKE 'Lock%')
        """;

    private static WarehouseConnections Connections(ReportingApp app) => app.Services.GetRequiredService<WarehouseConnections>();

    private sealed class Lock(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await transaction.DisposeAsync();
                await connection.DisposeAsync();
            }
            catch (Exception e) when (e is DbException or InvalidOperationException)
            {
                // The server was killed.
            }
        }
    }
}
