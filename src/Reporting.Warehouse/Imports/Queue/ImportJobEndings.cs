using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>
/// Records how jobs ended, even when that is not possible at once: a finished import stays finished. An ending that this process could not write is
/// written at the next look at the list. For a process that has gone, the star tells which jobs created their version.
/// </summary>
public sealed partial class ImportJobEndings(ImportJobStore store, ImportHistory history, ILogger<ImportJobEndings> log)
{
    private readonly ConcurrentDictionary<string, Func<Task>> _unwritten = [];

    /// <param name="id">The job.</param>
    /// <param name="write">Writes its ending.</param>
    /// <param name="later">Writes it at a later time, when resources of the first are gone; null for the same.</param>
    public async Task WriteAsync(string id, Func<Task> write, Func<Task>? later = null)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (IsDatabaseFailure(e))
        {
            NotWritten(log, id, e);
            _unwritten[id] = later ?? write;
        }
    }

    /// <summary>Writes endings that could not be written before.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, write) in _unwritten)
        {
            try
            {
                await write();
                _unwritten.TryRemove(id, out _);
            }
            catch (Exception e) when (IsDatabaseFailure(e))
            {
                // Writing still fails. The next call tries again.
                return;
            }
        }

        foreach (var (id, mapping, key, hash) in await store.PlannedAsync(cancellationToken))
        {
            // The version may belong to another import, and this job may have none.
            if (await history.FindAsync(key, cancellationToken) is { } taken && taken.FileHash == hash && taken.Mapping == mapping)
            {
                await store.AcknowledgeAsync(id, taken, cancellationToken);
            }
        }
    }

    private static bool IsDatabaseFailure(Exception e) => e is DbException || DatabaseProblem.Of(e) is not null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The result of import {Id} could not be recorded. The service retries when imports are listed.")]
    private static partial void NotWritten(ILogger log, string id, Exception exception);
}
