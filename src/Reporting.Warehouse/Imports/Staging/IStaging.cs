using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>Where an import is prepared before its merge into the star.</summary>
internal interface IStaging : IAsyncDisposable
{
    StagingDatabase Database { get; }

    /// <summary>Transfers the staged rows to the star's database.</summary>
    Task PublishAsync(CancellationToken cancellationToken);
}

/// <summary>Staging for an embedded star: temporary tables of the same connection, so statements can join them with the star.</summary>
internal sealed class LocalStaging(DbTransaction transaction) : IStaging
{
    public StagingDatabase Database { get; } = new((SqliteConnection)transaction.Connection!);

    public Task PublishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Database.Drop();
        return ValueTask.CompletedTask;
    }
}
