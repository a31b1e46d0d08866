using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Delivery.Releases;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Exports;

/// <summary>Makes the file of one claimed job, with the roles that the owner still has.</summary>
public sealed partial class ExportRunner(
    ReportFiles files, ReleaseZip releases, EditionReader editions, CurrentRoles currentRoles, CurrentModel models, Reloadable<AccessRules> access, ExportStore store, ExportFolder folder, TimeProvider time, IOptions<ExportOptions> options, ILogger<ExportRunner> log)
{
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(1);

    /// <param name="worker">The name under which the job was claimed.</param>
    public async Task RunAsync(ExportJob job, string worker, CancellationToken stopping)
    {
        using var timed = ExportMetrics.Begin();
        var progress = new Progress();
        using var held = models.Hold();
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(RenewAsync, RenewalInterval, TimeSpan.FromSeconds(options.Value.LeaseSeconds), e => LogFailed(e, job.Id)), time, stopping);
        try
        {
            await MakeInEditionAsync(job, worker, progress, heartbeat.Lost);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops in order, so another worker can start the job at once.
            await store.ReturnAsync(job.Id, worker, counts: false, CancellationToken.None);
        }
        catch (OperationCanceledException) when (heartbeat.Lost.IsCancellationRequested)
        {
            LogLost(job.Id);
        }
        catch (DataVersionChangedException) when (job.Attempts < ExportStore.MaxAttempts)
        {
            await store.ReturnAsync(job.Id, worker, counts: true, stopping);
        }
        catch (Exception failure)
        {
            LogFailed(failure, job.Id);
            await store.FailAsync(job.Id, worker, ExportProblems.Of(failure), CancellationToken.None);
        }

        // Extends the lease, reports the progress, and returns false if the job was deleted or taken over.
        Task<bool> RenewAsync(CancellationToken lost)
        {
            var (percent, rows, of) = progress.Now();
            return store.ExtendAsync(job.Id, worker, percent, rows, of, lost);
        }
    }

    private async Task MakeInEditionAsync(ExportJob job, string worker, Progress progress, CancellationToken cancellationToken)
    {
        if (job.Edition is not { } id)
        {
            await MakeAsync(job, null, worker, progress, cancellationToken);
            return;
        }

        if (!(await editions.OpenAsync(id, cancellationToken)).IsValue(out var open, out var problem))
        {
            await store.FailAsync(job.Id, worker, problem, cancellationToken);
            return;
        }

        using var held = editions.Hold(open);
        if (open.Edition.State == EditionState.Withdrawn && !access.Value.PermissionsOf(await currentRoles.OfAsync(job.Owner, job.Roles, cancellationToken)).Contains(Permission.Administer))
        {
            await store.FailAsync(job.Id, worker, EditionReader.Unknown(id), cancellationToken);
            return;
        }

        await MakeAsync(job, open.Edition, worker, progress, cancellationToken);
    }

    private async Task MakeAsync(ExportJob job, Edition? edition, string worker, Progress progress, CancellationToken cancellationToken)
    {
        var roles = await currentRoles.OfAsync(job.Owner, job.Roles, cancellationToken);
        if (!access.Value.PermissionsOf(roles).Contains(job.IsRelease ? Permission.Administer : Permission.Export))
        {
            await store.FailAsync(job.Id, worker, ExportProblems.OwnerGone(job), cancellationToken);
            return;
        }

        var caller = access.Value.CallerOf(job.Owner, roles);
        var name = $"{job.Id}-{job.Attempts}";
        var request = new ReportRequest(job.Report, job.Format, job.Section, [.. job.Parameters.Where(p => p.Key != ExportJob.EditionParameter)]) { IsInBackground = true };
        var opened = job.IsRelease && edition is not null ? await releases.OpenAsync(edition, folder.ReleaseOf(name), caller, cancellationToken) : await files.OpenAsync(request, caller, null, progress, cancellationToken);
        if (!opened.IsValue(out var file, out var problem))
        {
            await store.FailAsync(job.Id, worker, problem, cancellationToken);
            return;
        }

        await using (file)
        {
            // Delete the files of earlier attempts.
            folder.Delete(job.Id, includePartial: true);
            var stored = new ExportFile(name + Path.GetExtension(file.FileName), file.FileName, file.ContentType, 0, file.Tag, file.Handling?.Code, file.DataVersion?.Version, file.Rows) { IsInvented = file.DataVersion is { IsInvented: true } };
            try
            {
                if (await WriteAsync(file, name, cancellationToken) is not { } bytes)
                {
                    await store.FailAsync(job.Id, worker, ExportProblems.Full, cancellationToken);
                    return;
                }

                // A file that is ready within a second has not reported its progress yet.
                var (percent, rows, of) = progress.Now();
                await store.ExtendAsync(job.Id, worker, percent, rows, of, cancellationToken);
                folder.Finish(name, stored.StoredAs);
                // The file is complete. Record it even if the lease was lost just now, and delete it if the job is gone.
                if (!await store.FinishAsync(job.Id, worker, stored with { Bytes = bytes }, CancellationToken.None))
                {
                    folder.DeleteFile(stored.StoredAs);
                }
            }
            finally
            {
                folder.DeletePartial(name);
            }
        }
    }

    /// <summary>Returns the size in bytes; null if the export folder has no room for the file.</summary>
    private async Task<long?> WriteAsync(OpenedFile file, string name, CancellationToken cancellationToken)
    {
        await using var target = folder.Begin(name);
        var capped = new CappedStream(target, options.Value.MaxBytes - await store.BytesAsync(cancellationToken));
        try
        {
            await file.WriteAsync(capped, cancellationToken);
            return capped.Written;
        }
        catch (IOException) when (capped.IsFull)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Export {Id} was deleted, or another process took it over")]
    private partial void LogLost(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Id} failed")]
    private partial void LogFailed(Exception failure, string id);

    private sealed class Progress : IProgress<FileProgress>
    {
        private long _rows;
        private long _of = -1;
        private int _percent;

        public void Report(FileProgress value)
        {
            if (value.Percent is { } percent)
            {
                Volatile.Write(ref _percent, percent);
                return;
            }

            Volatile.Write(ref _rows, value.Rows);
            Volatile.Write(ref _of, value.Of);
        }

        /// <summary>At most 99 %: only a finished job has 100 %.</summary>
        public (int Percent, long Rows, long? Of) Now()
        {
            var (done, all) = (Volatile.Read(ref _rows), Volatile.Read(ref _of));
            return all < 0 ? (Math.Min(99, Volatile.Read(ref _percent)), 0, null) : ((int)Math.Min(99, done * 100 / Math.Max(all, 1)), done, all);
        }
    }
}
