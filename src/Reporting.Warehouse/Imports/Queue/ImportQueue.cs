using System.Globalization;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>
/// Imports that others send: how many at once, one after the other, each kept with its report and refused rows. What is given up in the middle
/// leaves nothing. Whoever may not see all engagements sees their own imports only.
/// </summary>
public sealed class ImportQueue(ImportRunner runner, ImportJobStore store, ImportJobEndings endings, ImportHistory history, TimeProvider time, IOptions<ImportOptions> options) : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    // Waiting here costs nothing; waiting for an embedded database takes a thread.
    private readonly SemaphoreSlim _turn = new(1);
    private int _present;

    /// <summary>A place among those that are received, wait or run. Problem: <c>imports-busy</c>.</summary>
    public Outcome<IDisposable> Enter()
    {
        if (Interlocked.Increment(ref _present) > options.Value.MaxAtOnce)
        {
            Interlocked.Decrement(ref _present);
            return new Problem(ProblemKind.Unavailable, "imports-busy", $"{options.Value.MaxAtOnce} imports are on already.", "Send the file again in some minutes; /api/v1/imports shows how far they are.");
        }

        return new Place(this);
    }

    /// <summary>What the import would do; nothing is kept of it.</summary>
    public Task<Outcome<ImportResult>> PreviewAsync(ImportRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(request with { DryRun = true, Wait = TimeSpan.FromSeconds(options.Value.WaitSeconds) }, cancellationToken);

    /// <summary>Imports the file. A refusal is a run like others; a problem is what has nothing to do with the file, such as <c>warehouse-busy</c>.</summary>
    public Task<Outcome<ImportJob>> RunAsync(ImportRequest request, string owner, CancellationToken cancellationToken) =>
        KeepAsync(request.MappingFile?.Id ?? request.Mapping, ImportRunner.DisplayName(request.FileName), owner, request.Rejected!, async (begun, progress, wait) =>
        {
            var outcome = await runner.RunAsync(request with { Progress = progress, Wait = wait, Planned = (key, hash) => store.PlanAsync(begun.Id, key, hash, cancellationToken) }, cancellationToken);
            return outcome switch
            {
                { Problem: { Kind: ProblemKind.Unavailable } away } => away,
                { Problem: { } unreadable } => begun with { State = ImportState.Refused, Error = ImportError.Of(unreadable), Refusal = unreadable, Rows = progress.Last.Rows, Rejected = progress.Last.Rejected },
                { Value: { } result } => Ended(begun, result),
                _ => throw new InvalidOperationException("An import has a result or a problem."),
            };
        }, cancellationToken);

    /// <summary>Makes a new version without an import. Problems: <c>unknown-import</c>, <c>import-not-taken</c>, and those of <see cref="ImportRunner.UndoAsync"/>.</summary>
    /// <param name="all">True for who may see all imports.</param>
    public async Task<Outcome<UndoResult>> UndoAsync(string id, string owner, bool all, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, owner, all, cancellationToken)).IsValue(out var entry, out var problem))
        {
            return problem;
        }

        if (entry.Taken is not { } taken)
        {
            return new Problem(ProblemKind.Conflict, "import-not-taken", $"Import {entry.Id} made no data version.", "There is nothing to undo.");
        }

        UndoResult? undone = null;
        var kept = await KeepAsync(ImportRunner.UndoMapping, taken.FileName, owner, Stream.Null, async (begun, _, wait) =>
        {
            if (!(await runner.UndoAsync(taken.Key, wait, (key, hash) => store.PlanAsync(begun.Id, key, hash, cancellationToken), cancellationToken)).IsValue(out undone, out var why))
            {
                return why;
            }

            return begun with { State = ImportState.Taken, ImportKey = undone.DataVersion };
        }, cancellationToken);
        return kept.IsValue(out _, out var refused) ? undone! : refused;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ListAsync(string owner, bool all, CancellationToken cancellationToken)
    {
        await endings.CatchUpAsync(cancellationToken);
        await store.CleanUpAsync(cancellationToken);
        var runs = await store.ListAsync(cancellationToken);
        var taken = await history.ListAsync(cancellationToken);
        var byKey = runs.Where(r => r.ImportKey is not null).ToDictionary(r => r.ImportKey!.Value);
        return
        [
            .. taken.Select(t => new ImportEntry(byKey.GetValueOrDefault(t.Key), t))
                .Concat(runs.Where(r => r.ImportKey is null).Select(r => new ImportEntry(r, null)))
                .Where(e => all || e.Run?.Owner == owner)
                .OrderByDescending(e => e.At).ThenByDescending(e => e.Taken?.Key ?? int.MaxValue).ThenBy(e => e.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>By the version that it made, or by the id of its run. Problem: <c>unknown-import</c>.</summary>
    public async Task<Outcome<ImportEntry>> FindAsync(string id, string owner, bool all, CancellationToken cancellationToken)
    {
        await endings.CatchUpAsync(cancellationToken);
        var isVersion = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key);
        var run = isVersion ? await store.FindAsync(key, cancellationToken) : id.Length == 32 ? await store.FindAsync(id, cancellationToken) : null;
        var taken = isVersion || run?.ImportKey is not null ? await history.FindAsync(run?.ImportKey ?? key, cancellationToken) : null;
        return (taken is null && (run is null || isVersion)) || !(all || run?.Owner == owner)
            ? new Problem(ProblemKind.NotFound, "unknown-import", $"There is no import '{SafeText.Of(id)}'.", "See /api/v1/imports for their ids.")
            : new ImportEntry(run, taken);
    }

    /// <summary>The refused rows of an import, in the layout of its file. Problems: <c>unknown-import</c>, <c>rejected-not-kept</c>.</summary>
    public async Task<Outcome<(ImportJob Run, byte[] Content)>> RejectedAsync(string id, string owner, bool all, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, owner, all, cancellationToken)).IsValue(out var entry, out var problem))
        {
            return problem;
        }

        return entry.Run is { } run && await store.RejectedAsync(run.Id, cancellationToken) is { } content
            ? (run, content)
            : new Problem(
                ProblemKind.NotFound, "rejected-not-kept", $"No refused rows of import '{SafeText.Of(id)}' are kept.",
                "None were refused, or they were too many (Imports:MaxRejectedBytes) or too old (Imports:KeepDays); preview the file to see what is wrong.");
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The report as it is kept and shown.</summary>
    public static ImportResult Listed(ImportResult result) => result with
    {
        Refusals = [.. result.Refusals.Take(ImportJobStore.MaxListed)],
        RefusalsOmitted = result.RefusalsOmitted + Math.Max(0, result.Refusals.Count - ImportJobStore.MaxListed),
        Warnings = [.. result.Warnings.Take(ImportJobStore.MaxListed)],
        WarningsOmitted = result.WarningsOmitted + Math.Max(0, result.Warnings.Count - ImportJobStore.MaxListed),
    };

    private static ImportJob Ended(ImportJob begun, ImportResult result) => begun with
    {
        State = !result.Taken ? ImportState.Refused : result.ImportKey is null ? ImportState.Unchanged : ImportState.Taken,
        ImportKey = result.ImportKey,
        Rows = result.Rows,
        Rejected = result.Rejected,
        Error = ImportError.Of(result.Refusal),
        Refusal = result.Refusal,
        Result = Listed(result),
    };

    private async Task<Outcome<ImportJob>> KeepAsync(
        string mapping, string fileName, string owner, Stream rejected, Func<ImportJob, RunProgress, TimeSpan, Task<Outcome<ImportJob>>> work, CancellationToken cancellationToken)
    {
        await endings.CatchUpAsync(cancellationToken);
        await store.CleanUpAsync(cancellationToken);
        var begun = new ImportJob(Guid.NewGuid().ToString("N"), owner, mapping, fileName, ImportState.Running, time.GetUtcNow(), 0, 0);
        await store.AddAsync(begun, cancellationToken);
        ImportJob? ended = null;
        try
        {
            var progress = new RunProgress();
            await using (ReportProgress(begun.Id, progress))
            {
                if (!(await InOrderAsync(wait => work(begun, progress, wait), cancellationToken)).IsValue(out var run, out var problem))
                {
                    return problem;
                }

                ended = run;
            }

            // From here on it counts, whoever still listens.
            await endings.WriteAsync(begun.Id, () => store.EndAsync(ended, rejected, CancellationToken.None), () => store.EndAsync(ended, Stream.Null, CancellationToken.None));
            return ended with { EndedAt = time.GetUtcNow(), HasRejected = rejected.Length > 0 && rejected.Length <= options.Value.MaxRejectedBytes };
        }
        finally
        {
            if (ended is null)
            {
                await endings.WriteAsync(begun.Id, () => store.DeleteAsync(begun.Id, CancellationToken.None));
            }
        }
    }

    private async Task<Outcome<ImportJob>> InOrderAsync(Func<TimeSpan, Task<Outcome<ImportJob>>> work, CancellationToken cancellationToken)
    {
        var (wait, began) = (TimeSpan.FromSeconds(options.Value.WaitSeconds), time.GetTimestamp());
        if (!await _turn.WaitAsync(wait, cancellationToken))
        {
            return ImportRunner.Busy($"Another import has been running for {options.Value.WaitSeconds} s.");
        }

        try
        {
            var left = wait - time.GetElapsedTime(began);
            return await work(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Whoever waits for the import reads how far it is. Where that cannot be written down the import itself goes on.
    private LeaseHeartbeat ReportProgress(string id, RunProgress progress) => LeaseHeartbeat.Start(
        new Lease(
            async over =>
            {
                await store.ReportProgressAsync(id, progress.Last.Rows, progress.Last.Rejected, over);
                return true;
            },
            Pulse,
            TimeSpan.MaxValue),
        time,
        CancellationToken.None);

    private sealed class RunProgress : IProgress<ImportProgress>
    {
        public ImportProgress Last { get; private set; } = new(0, 0, IsMerging: false);

        public void Report(ImportProgress value) => Last = value;
    }

    private sealed class Place(ImportQueue runs) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref runs._present);
            }
        }
    }
}
