using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Reporting.Warehouse.Copies;

/// <summary>Uses the bulk protocol, which streams rows as they are read. Constraints are checked, so that the server continues to trust them.</summary>
internal sealed class SqlServerCopyLoad : ICopyLoad
{
    private const SqlBulkCopyOptions Options = SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.TableLock | SqlBulkCopyOptions.KeepNulls;

    public Task BeginAsync(DbTransaction transaction) => Task.CompletedTask;

    public async Task WriteAsync(CopiedTable table, CopyReader rows, DbTransaction transaction, CancellationToken cancellationToken)
    {
        // One batch for each table, because a participant may refer to one in a later row.
        using var bulk = new SqlBulkCopy((SqlConnection)transaction.Connection!, Options, (SqlTransaction)transaction)
        {
            DestinationTableName = table.Name,
            BatchSize = 0,
            BulkCopyTimeout = 0,
        };
        for (var i = 0; i < rows.FieldCount; i++)
        {
            bulk.ColumnMappings.Add(i, rows.GetName(i));
        }

        await bulk.WriteToServerAsync(rows, cancellationToken);
    }

    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
