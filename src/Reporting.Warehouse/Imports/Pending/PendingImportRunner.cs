using Microsoft.Extensions.Logging;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Imports.Suggestions;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Pending;

/// <summary>Checks and imports pending files in the background, through the queue of imports. Progress and results are stored with the file.</summary>
public sealed partial class PendingImportRunner(PendingImportStore store, ImportQueue queue, MappingCatalog catalog, TimeProvider time, ILogger<PendingImportRunner> log)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private static readonly Problem Failed = new(
        ErrorCodes.ImportsBusy, "The work on this file was interrupted.", "Check the file again. If it was being imported, look into the list of imports first.");

    /// <summary>Stores an uploaded file with its mapping: native, or a suggested one. Problems: those of an unreadable file, <c>uploads-full</c>.</summary>
    public Task<Outcome<PendingImport>> AddAsync(Stream content, string fileName, string owner, CancellationToken cancellationToken) =>
        store.AddAsync(content, fileName, owner, async (file, pending) =>
        {
            if (!(await NativeLayout.IsNativeAsync(file, cancellationToken)).IsValue(out var isNative, out var problem))
            {
                return problem;
            }

            if (isNative)
            {
                return pending;
            }

            return (await MappingSuggestion.WriteAsync(file, pending.FileName, cancellationToken)).IsValue(out var yaml, out problem)
                ? pending with { Mapping = NameFor(pending.FileName), Yaml = yaml, Suggestion = yaml }
                : problem;
        }, cancellationToken);

    /// <summary>The mapping of a pending import; null for the native layout. Problems: <c>malformed-mapping</c>, <c>unknown-mapping</c>.</summary>
    public Outcome<Mapping?> MappingOf(PendingImport pending)
    {
        var name = pending.Mapping;
        if (pending.Yaml is not { } yaml)
        {
            return name == MappingCatalog.Native ? (Mapping?)null
                : catalog.Find(name) is { } installed ? installed
                : new Problem(ErrorCodes.UnknownMapping, $"There is no mapping '{SafeText.Of(name)}'.", "Choose another mapping.");
        }

        try
        {
            return MappingCatalog.Parse(name, yaml);
        }
        catch (Definitions.DefinitionException wrong)
        {
            return new Problem(ErrorCodes.MalformedMapping, wrong.Message, "Correct the mapping. docs/imports.md describes the keys.");
        }
    }

    /// <summary>Starts a check or an import, unless work on this file runs, and returns the work. Problems: those of the mapping, <c>imports-busy</c>.</summary>
    /// <param name="request">The options of the import. The file and the mapping are those of the pending import.</param>
    /// <param name="ended">Called when an import has ended, to record it.</param>
    public Outcome<Task> Start(PendingImport pending, PendingStep step, ImportRequest request, Func<ImportJob?, Problem?, Task> ended)
    {
        if (!MappingOf(pending).IsValue(out var mapping, out var problem) || !queue.Enter().IsValue(out var place, out problem))
        {
            return problem;
        }

        if (store.Reserve(pending) is not { } reserved)
        {
            place.Dispose();
            return Task.CompletedTask;
        }

        store.SaveWork(pending, new PendingWork(step));
        return Task.Run(async () =>
        {
            using (place)
            using (reserved)
            {
                await RunAsync(pending, step, request with { FileName = pending.FileName, Mapping = pending.Mapping, MappingFile = mapping, Replace = pending.IsReplacement }, ended);
            }
        });
    }

    private async Task RunAsync(PendingImport pending, PendingStep step, ImportRequest request, Func<ImportJob?, Problem?, Task> ended)
    {
        var work = new PendingWork(step);
        using var stop = new CancellationTokenSource();
        var progress = new JobProgress();
        using var watching = new CancellationTokenSource();
        var watch = WatchAsync(pending, work, progress, stop, watching.Token);
        try
        {
            await using var content = store.Open(pending);
            await using var rejected = store.CreateRejected(pending);
            request = request with { Content = content, Rejected = rejected, Progress = progress };
            work = step == PendingStep.Check
                ? Checked(work, await queue.PreviewAsync(request, stop.Token))
                : await ImportedAsync(work, await queue.RunAsync(request, pending.Owner, stop.Token), ended);
        }
        catch (OperationCanceledException)
        {
            work = null;
        }
        catch (Exception e)
        {
            LogFailed(log, pending.Id, e);
            work = work with { Error = ImportError.Of(DatabaseProblem.Of(e) ?? Failed) };
        }

        await watching.CancelAsync();
        await watch;
        End(pending, work);
    }

    private void End(PendingImport pending, PendingWork? work)
    {
        try
        {
            if (work is null)
            {
                store.ResetWork(pending);
                return;
            }

            var last = work.Result is { } result ? work with { Rows = result.Rows, Rejected = result.Rejected } : work;
            store.SaveWork(pending, last with { EndedAt = time.GetUtcNow() });
            if (work.ImportId is not null && work.Error is null)
            {
                store.DeleteContent(pending);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file was discarded.
            LogFailed(log, pending.Id, e);
        }
    }

    private static PendingWork Checked(PendingWork work, Outcome<ImportResult> outcome) => outcome.IsValue(out var result, out var problem)
        ? work with { Result = ImportQueue.Listed(result) }
        : work with { Error = ImportError.Of(problem) };

    private static async Task<PendingWork> ImportedAsync(PendingWork work, Outcome<ImportJob> outcome, Func<ImportJob?, Problem?, Task> ended)
    {
        var isDone = outcome.IsValue(out var job, out var problem);
        await ended(job, problem ?? job?.Refusal);
        return isDone
            ? work with { Result = job!.Result, Error = job.Error, ImportId = job.ImportKey is { } key ? $"{key}" : job.Id }
            : work with { Error = ImportError.Of(problem) };
    }

    // The name of the file is the mapping's name, so that the next file of this name can replace this one. Installed mappings keep their names.
    private string NameFor(string fileName)
    {
        var slug = Text.Slugs.Of(Path.GetFileNameWithoutExtension(fileName));
        var name = slug.Length is > 0 and <= 90 ? slug : "uploaded";
        return name is MappingCatalog.Native or MappingCatalog.Undo || catalog.Find(name) is not null ? $"{name}-uploaded" : name;
    }

    private async Task WatchAsync(PendingImport pending, PendingWork work, JobProgress progress, CancellationTokenSource stop, CancellationToken over)
    {
        var written = progress.Last;
        while (!over.IsCancellationRequested)
        {
            try
            {
                if (store.IsCancelled(pending))
                {
                    await stop.CancelAsync();
                }

                if (progress.Last is var last && last != written)
                {
                    store.SaveWork(pending, work with { Rows = last.Rows, Rejected = last.Rejected, IsMerging = last.IsMerging });
                    written = last;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The file was discarded, so its result is not needed.
                await stop.CancelAsync();
            }

            await Task.Delay(ProgressInterval, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The work on the uploaded file {Id} failed.")]
    private static partial void LogFailed(ILogger log, string id, Exception exception);
}
