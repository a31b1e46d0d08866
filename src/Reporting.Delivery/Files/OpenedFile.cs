using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Warehouse.Imports;

namespace Reporting.Delivery.Files;

/// <summary>A report's file, ready to be written: whole in memory, or a stream of rows that are read as they are written. Dispose of it.</summary>
public sealed class OpenedFile : IAsyncDisposable
{
    private readonly Func<Stream, CancellationToken, Task>? write;
    private readonly Func<ValueTask>? close;

    public OpenedFile(CachedResponse answer)
    {
        Answer = answer;
        (FileName, ContentType, Tag, Handling, Rows, DataVersion) = (answer.FileName!, answer.ContentType, answer.Tag, answer.Handling, answer.Rows ?? 0, answer.DataVersion);
    }

    internal OpenedFile(ReportDocument document, IReportRenderer format, string? tag, Func<Stream, CancellationToken, Task> write, Func<ValueTask> close)
    {
        (FileName, ContentType, Tag) = (document.FileName + format.Extension, format.ContentType, tag);
        (Handling, Rows, DataVersion) = (document.Provenance.Handling, document.Data!.Count, new DataVersion(document.Provenance.DataVersion, document.Provenance.DataAsOf));
        this.write = write;
        this.close = close;
    }

    /// <summary>With its extension: says what is inside.</summary>
    public string FileName { get; }

    public string ContentType { get; }

    /// <summary>The ETag; null where the data moved while the file was opened.</summary>
    public string? Tag { get; }

    /// <summary>The highest handling marking of what it is about.</summary>
    public Classification? Handling { get; }

    /// <summary>How many rows it shows, for the audit trail.</summary>
    public long Rows { get; }

    /// <summary>Which data it shows, for the audit trail.</summary>
    public DataVersion? DataVersion { get; }

    /// <summary>The file where it is small enough to be whole in memory; null for a stream.</summary>
    public CachedResponse? Answer { get; }

    /// <summary>
    /// Writes the file, forward and asynchronously only. An exception means that it is not whole: throw away what was written.
    /// Cancelling stops the query.
    /// </summary>
    public Task WriteAsync(Stream target, CancellationToken cancellationToken) =>
        write is null ? target.WriteAsync(Answer!.Content, cancellationToken).AsTask() : write(target, cancellationToken);

    public ValueTask DisposeAsync() => close?.Invoke() ?? ValueTask.CompletedTask;
}

/// <summary>How many rows of how many are written.</summary>
public readonly record struct FileProgress(long Rows, long Of);
