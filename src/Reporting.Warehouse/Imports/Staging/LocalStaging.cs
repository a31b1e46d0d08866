using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>Staging beside an embedded star: temporary tables of the same connection, which a statement joins with the star as they are.</summary>
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
