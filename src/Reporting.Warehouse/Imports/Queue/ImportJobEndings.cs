using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>
/// Writes how runs ended, sooner or later: what an import did is done whether or not there was room to write that down. What this process could not write, it writes
/// when somebody next looks; of a process that is gone, the star tells which runs made their version.
/// </summary>
public sealed partial class ImportJobEndings(ImportJobStore store, ImportHistory history, ILogger<ImportJobEndings> log)
{
    private readonly ConcurrentDictionary<string, Func<Task>> _unwritten = [];

    /// <param name="id">The run.</param>
    /// <param name="write">Writes how it ended.</param>
    /// <param name="later">The same, when what the first needs is gone; null for the same.</param>
    public async Task WriteAsync(string id, Func<Task> write, Func<Task>? later = null)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (IsOfDatabase(e))
        {
            NotWritten(log, id, e);
            _unwritten[id] = later ?? write;
        }
    }

    /// <summary>What can be written now of what could not be before.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, write) in _unwritten)
        {
            try
            {
                await write();
                _unwritten.TryRemove(id, out _);
            }
            catch (Exception e) when (IsOfDatabase(e))
            {
                // Still no room. The next look tries again.
                return;
            }
        }

        foreach (var (id, mapping, key, hash) in await store.PlannedAsync(cancellationToken))
        {
            // Another import may have that version, and this one none.
            if (await history.FindAsync(key, cancellationToken) is { } taken && taken.FileHash == hash && taken.Mapping == mapping)
            {
                await store.AcknowledgeAsync(id, taken, cancellationToken);
            }
        }
    }

    private static bool IsOfDatabase(Exception e) => e is DbException || DatabaseProblem.Of(e) is not null;

    [LoggerMessage(Level = LogLevel.Error, Message = "How import {Id} ended could not be written; it is tried again when imports are looked at.")]
    private static partial void NotWritten(ILogger log, string id, Exception exception);
}
