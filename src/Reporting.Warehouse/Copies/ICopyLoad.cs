using System.Data.Common;

namespace Reporting.Warehouse.Copies;

/// <summary>How an engine takes many rows at once, within one transaction.</summary>
internal interface ICopyLoad : IAsyncDisposable
{
    /// <summary>After the target is found empty, before its first row.</summary>
    Task BeginAsync(DbTransaction transaction);

    Task WriteAsync(CopiedTable table, CopyReader rows, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>After the last row.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
