using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Exports;

/// <summary>Makes the file of one job that this process has taken, under the roles that its owner still has.</summary>
public sealed partial class ExportRunner(
    ReportFiles files, CurrentRoles held, AccessRules access, ExportStore store, ExportFolder folder, TimeProvider time, IOptions<ExportOptions> options, ILogger<ExportRunner> log)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <param name="worker">The name under which the job was taken.</param>
    public async Task RunAsync(ExportJob job, string worker, CancellationToken stopping)
    {
        var progress = new Progress();
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(RenewAsync, Pulse, TimeSpan.FromSeconds(options.Value.LeaseSeconds), e => LogFailed(e, job.Id)), time, stopping);
        try
        {
            await MakeAsync(job, worker, progress, heartbeat.Lost);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends in peace: whoever is next begins at once.
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
            await store.FailAsync(job.Id, worker, failure is DataVersionChangedException ? ExportProblems.Moving : ExportProblems.Broken, CancellationToken.None);
        }

        // The job is alive, it is so far, and is it still wanted?
        Task<bool> RenewAsync(CancellationToken lost)
        {
            var (percent, rows, of) = progress.Now();
            return store.ExtendAsync(job.Id, worker, percent, rows, of, lost);
        }
    }

    private async Task MakeAsync(ExportJob job, string worker, Progress progress, CancellationToken cancellationToken)
    {
        var roles = await held.OfAsync(job.Owner, job.Roles, cancellationToken);
        if (!access.PermissionsOf(roles).Contains(Permission.Export))
        {
            await store.FailAsync(job.Id, worker, ExportProblems.OwnerGone(job), cancellationToken);
            return;
        }

        var caller = access.CallerOf(job.Owner, roles);
        var request = new ReportRequest(job.Report, job.Format, job.Section, job.Parameters);
        if (!(await files.OpenAsync(request, caller, null, progress, cancellationToken)).IsValue(out var file, out var problem))
        {
            await store.FailAsync(job.Id, worker, problem, cancellationToken);
            return;
        }

        await using (file)
        {
            // What an attempt before this one has left.
            folder.Delete(job.Id, half: true);
            var name = $"{job.Id}-{job.Attempts}";
            var stored = new ExportFile(name + Path.GetExtension(file.FileName), file.FileName, file.ContentType, 0, file.Tag, file.Handling?.Code, file.DataVersion?.Version, file.Rows);
            try
            {
                if (await WriteAsync(file, name, cancellationToken) is not { } bytes)
                {
                    await store.FailAsync(job.Id, worker, ExportProblems.Full, cancellationToken);
                    return;
                }

                // A file that is ready within a second has had no pulse yet.
                var (percent, rows, of) = progress.Now();
                await store.ExtendAsync(job.Id, worker, percent, rows, of, cancellationToken);
                folder.Finish(name, stored.StoredAs);
                // From here on the file is whole: whether the job still wants it must be known, also when it was lost this moment.
                if (!await store.FinishAsync(job.Id, worker, stored with { Bytes = bytes }, CancellationToken.None))
                {
                    folder.DeleteFile(stored.StoredAs);
                }
            }
            finally
            {
                folder.DeleteHalf(name);
            }
        }
    }

    /// <summary>How many bytes it has; null where there is no room for them.</summary>
    private async Task<long?> WriteAsync(OpenedFile file, string name, CancellationToken cancellationToken)
    {
        await using var disk = folder.Begin(name);
        var capped = new CappedStream(disk, options.Value.MaxBytes - await store.BytesAsync(cancellationToken));
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
        private long rows;
        private long of = -1;

        public void Report(FileProgress value)
        {
            Volatile.Write(ref rows, value.Rows);
            Volatile.Write(ref of, value.Of);
        }

        /// <summary>100 % is only what is done and has its name.</summary>
        public (int Percent, long Rows, long? Of) Now()
        {
            var (done, all) = (Volatile.Read(ref rows), Volatile.Read(ref of));
            return all < 0 ? (0, 0, null) : ((int)Math.Min(99, done * 100 / Math.Max(all, 1)), done, all);
        }
    }
}
