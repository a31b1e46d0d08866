using System.Data.Common;

namespace Reporting.Warehouse.Copies;

/// <summary>How an engine loads many rows within one transaction.</summary>
internal interface ICopyLoad : IAsyncDisposable
{
    /// <summary>Called when the target was found empty, before its first row.</summary>
    Task BeginAsync(DbTransaction transaction);

    Task WriteAsync(CopiedTable table, CopyReader rows, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Called after the last row.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
