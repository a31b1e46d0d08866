using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>
/// Records the outcomes of jobs, even if the database is not available at once: a finished import stays finished. An outcome that could not be written is
/// written when imports are listed next. For jobs of a dead process, the star shows which ones created their version.
/// </summary>
public sealed partial class ImportJobOutcomes(ImportJobStore store, ImportHistory history, ILogger<ImportJobOutcomes> log)
{
    private readonly ConcurrentDictionary<string, Func<Task>> _unwritten = [];

    /// <param name="id">The job.</param>
    /// <param name="write">Writes its outcome.</param>
    /// <param name="later">Writes the outcome on a later try, without resources that exist only now. Null repeats the first write.</param>
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

    /// <summary>Writes the outcomes that could not be written before.</summary>
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
