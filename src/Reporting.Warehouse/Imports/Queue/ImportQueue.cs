using System.Globalization;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>
/// Runs imports over HTTP one after the other, and limits how many are present. Each is stored with its report and refused rows. A cancelled import
/// leaves nothing. Callers who may not see all engagements see only their own imports.
/// </summary>
public sealed class ImportQueue(ImportRunner runner, ImportJobStore store, ImportJobOutcomes outcomes, ImportHistory history, TimeProvider time, IOptions<ImportOptions> options) : IDisposable
{
    // An undo of more engagements takes seconds.
    private const int MaxPreviewedUndo = 100_000;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PreviewWait = TimeSpan.FromSeconds(10);

    // Waiting here is cheap. Waiting for an embedded database would block a thread.
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private int _places;

    /// <summary>Reserves a place for an import that is received, waits or runs. Problem: <c>imports-busy</c>.</summary>
    public Outcome<IDisposable> Enter()
    {
        if (Interlocked.Increment(ref _places) > options.Value.MaxAtOnce)
        {
            Interlocked.Decrement(ref _places);
            return new Problem(ErrorCodes.ImportsBusy, $"{Plural.Of(options.Value.MaxAtOnce, "import is", "imports are")} already running or waiting.", "Send the file again in some minutes; /api/v1/imports shows how far they are.");
        }

        return new Place(this);
    }

    /// <summary>The effect of an import, without storing anything.</summary>
    public Task<Outcome<ImportResult>> PreviewAsync(ImportRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(request with { DryRun = true, Wait = TimeSpan.FromSeconds(options.Value.WaitSeconds) }, cancellationToken);

    /// <summary>Imports the file. A refused file is a normal job. A problem is unrelated to the file, such as <c>warehouse-busy</c>.</summary>
    public Task<Outcome<ImportJob>> RunAsync(ImportRequest request, string owner, CancellationToken cancellationToken) =>
        KeepAsync(request.MappingFile?.Id ?? request.Mapping, ImportRunner.DisplayName(request.FileName), owner, request.Rejected!, async (begun, progress, wait) =>
        {
            progress.Listener = request.Progress;
            var outcome = await runner.RunAsync(request with { Progress = progress, Wait = wait, Planned = (key, hash) => store.PlanAsync(begun.Id, key, hash, cancellationToken) }, cancellationToken);
            return outcome switch
            {
                { Problem: { Kind: ProblemKind.Unavailable } away } => away,
                { Problem: { } unreadable } => begun with { State = ImportState.Refused, Error = ImportError.Of(unreadable), Refusal = unreadable, Rows = progress.Last.Rows, Rejected = progress.Last.Rejected },
                { Value: { } result } => Ended(begun, result),
                _ => throw new InvalidOperationException("An import has a result or a problem."),
            };
        }, cancellationToken);

    /// <summary>Creates a new version without an import. Problems: <c>unknown-import</c>, <c>import-not-taken</c>, and those of <see cref="ImportRunner.UndoAsync"/>.</summary>
    /// <param name="all">True for callers who may see all imports.</param>
    public async Task<Outcome<UndoResult>> UndoAsync(string id, string owner, bool all, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, owner, all, cancellationToken)).IsValue(out var entry, out var problem))
        {
            return problem;
        }

        if (entry.Taken is not { } taken)
        {
            return entry.NotTaken;
        }

        UndoResult? undone = null;
        var kept = await KeepAsync(MappingCatalog.Undo, taken.FileName, owner, Stream.Null, async (begun, _, wait) =>
        {
            if (!(await runner.UndoAsync(taken.Key, wait, (key, hash) => store.PlanAsync(begun.Id, key, hash, cancellationToken), cancellationToken: cancellationToken)).IsValue(out undone, out var why))
            {
                return why;
            }

            return begun with { State = ImportState.Taken, ImportKey = undone.DataVersion };
        }, cancellationToken);
        return kept.IsValue(out _, out var refused) ? undone! : refused;
    }

    /// <summary>
    /// The effect that an undo would have. Null if the import is so large that finding out would hold up other imports: it then takes back at most what
    /// the import changed. Problems: those of <see cref="UndoAsync"/>.
    /// </summary>
    public async Task<Outcome<UndoResult?>> PreviewUndoAsync(ImportEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Taken is not { } taken)
        {
            return entry.NotTaken;
        }

        if (taken.Undoes is null && taken.UndoneBy is null && taken.Added + taken.Changed + taken.Retired > MaxPreviewedUndo)
        {
            return (UndoResult?)null;
        }

        return (await runner.UndoAsync(taken.Key, PreviewWait, isPreview: true, cancellationToken: cancellationToken)).IsValue(out var undone, out var problem) ? undone : problem;
    }

    /// <summary>The newest imports first.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ListAsync(string owner, bool all, CancellationToken cancellationToken)
    {
        await outcomes.CatchUpAsync(cancellationToken);
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

    /// <summary>Finds an import by the version that it created, or by the id of its job. Problem: <c>unknown-import</c>.</summary>
    public async Task<Outcome<ImportEntry>> FindAsync(string id, string owner, bool all, CancellationToken cancellationToken)
    {
        await outcomes.CatchUpAsync(cancellationToken);
        var isVersion = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key);
        var run = isVersion ? await store.FindAsync(key, cancellationToken) : id.Length == 32 ? await store.FindAsync(id, cancellationToken) : null;
        var taken = isVersion || run?.ImportKey is not null ? await history.FindAsync(run?.ImportKey ?? key, cancellationToken) : null;
        return (taken is null && (run is null || isVersion)) || !(all || run?.Owner == owner)
            ? new Problem(ErrorCodes.UnknownImport, $"There is no import '{SafeText.Of(id)}'.", "/api/v1/imports lists the ids.")
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
                ErrorCodes.RejectedNotKept, $"No refused rows of import '{SafeText.Of(id)}' are kept.",
                "No rows were refused, or they exceeded Imports:MaxRejectedBytes or Imports:KeepDays. Preview the file to see its errors.");
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>The report as it is stored and displayed.</summary>
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
        string mapping, string fileName, string owner, Stream rejected, Func<ImportJob, JobProgress, TimeSpan, Task<Outcome<ImportJob>>> work, CancellationToken cancellationToken)
    {
        await outcomes.CatchUpAsync(cancellationToken);
        await store.CleanUpAsync(cancellationToken);
        var begun = new ImportJob(Guid.NewGuid().ToString("N"), owner, mapping, fileName, ImportState.Running, time.GetUtcNow(), 0, 0);
        await store.AddAsync(begun, cancellationToken);
        ImportJob? ended = null;
        try
        {
            var progress = new JobProgress();
            await using (ReportProgress(begun.Id, progress))
            {
                if (!(await InOrderAsync(wait => work(begun, progress, wait), cancellationToken)).IsValue(out var run, out var problem))
                {
                    return problem;
                }

                ended = run;
            }

            // The import is done, so its ending is recorded even if the client has left.
            await outcomes.WriteAsync(begun.Id, () => store.EndAsync(ended, rejected, CancellationToken.None), () => store.EndAsync(ended, Stream.Null, CancellationToken.None));
            return ended with { EndedAt = time.GetUtcNow(), HasRejected = rejected.Length > 0 && rejected.Length <= options.Value.MaxRejectedBytes };
        }
        finally
        {
            if (ended is null)
            {
                await outcomes.WriteAsync(begun.Id, () => store.DeleteAsync(begun.Id, CancellationToken.None));
            }
        }
    }

    private async Task<Outcome<ImportJob>> InOrderAsync(Func<TimeSpan, Task<Outcome<ImportJob>>> work, CancellationToken cancellationToken)
    {
        var (wait, began) = (TimeSpan.FromSeconds(options.Value.WaitSeconds), time.GetTimestamp());
        if (!await _oneAtATime.WaitAsync(wait, cancellationToken))
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
            _oneAtATime.Release();
        }
    }

    // Records progress for the status page. A failure to record it does not stop the import.
    private LeaseHeartbeat ReportProgress(string id, JobProgress progress) => LeaseHeartbeat.Start(
        new Lease(
            async over =>
            {
                await store.ReportProgressAsync(id, progress.Last.Rows, progress.Last.Rejected, over);
                return true;
            },
            ProgressInterval,
            TimeSpan.MaxValue),
        time,
        CancellationToken.None);

    private sealed class Place(ImportQueue runs) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref runs._places);
            }
        }
    }
}
