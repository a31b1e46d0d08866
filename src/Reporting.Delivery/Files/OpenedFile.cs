using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Delivery.Files;

/// <summary>A report's file, ready to be written. It is either in memory, or a stream whose rows are read while they are written.</summary>
public sealed class OpenedFile : IAsyncDisposable
{
    private readonly Func<Stream, CancellationToken, Task>? _write;
    private readonly Func<ValueTask>? _close;

    public OpenedFile(CachedResponse answer)
    {
        Answer = answer;
        (FileName, ContentType, Tag, Handling, Rows, DataVersion) = (answer.FileName!, answer.ContentType, answer.Tag, answer.Handling, answer.Rows ?? 0, answer.DataVersion);
    }

    internal OpenedFile(ReportDocument document, IReportRenderer format, string? tag, Func<Stream, CancellationToken, Task> write, Func<ValueTask> close)
    {
        (FileName, ContentType, Tag) = (document.FileName + format.Extension, format.ContentType, tag);
        (Handling, Rows, DataVersion) = (document.Provenance.Handling, document.Data!.Count, document.Provenance.Version);
        _write = write;
        _close = close;
    }

    /// <summary>A file of another kind, without rows.</summary>
    public OpenedFile(string fileName, string contentType, Classification handling, DataVersion version, Func<Stream, CancellationToken, Task> write, Func<ValueTask> close)
    {
        (FileName, ContentType, Handling, DataVersion) = (fileName, contentType, handling, version);
        (_write, _close) = (write, close);
    }

    /// <summary>Includes the extension.</summary>
    public string FileName { get; }

    public string ContentType { get; }

    /// <summary>The ETag; null if the data changed while the file was opened.</summary>
    public string? Tag { get; }

    /// <summary>The highest classification of its data.</summary>
    public Classification? Handling { get; }

    /// <summary>The number of rows, for the audit trail.</summary>
    public long Rows { get; }

    /// <summary>The data that the file shows.</summary>
    public DataVersion? DataVersion { get; }

    /// <summary>The file in memory; null for a stream.</summary>
    public CachedResponse? Answer { get; }

    /// <summary>
    /// Writes the file, forward only. After an exception the output is incomplete: discard it. Cancelling stops the query.
    /// </summary>
    public Task WriteAsync(Stream target, CancellationToken cancellationToken) =>
        _write is null ? target.WriteAsync(Answer!.Content, cancellationToken).AsTask() : _write(target, cancellationToken);

    public ValueTask DisposeAsync() => _close?.Invoke() ?? ValueTask.CompletedTask;
}

/// <summary>How many of the rows are written, or the steps of a file without rows in percent.</summary>
public readonly record struct FileProgress(long Rows, long Of)
{
    public int? Percent { get; private init; }

    public static FileProgress Step(int percent) => new() { Percent = percent };
}
