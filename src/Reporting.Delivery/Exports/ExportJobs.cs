using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>
/// Export jobs as their owners see them. Jobs of other callers are reported as unknown. A caller owns a job if both name and visible data are equal.
/// The name alone is not enough, because the file shows the data of the caller who requested it.
/// </summary>
public sealed class ExportJobs(
    ReportPlanner planner, ExportStore store, ExportFolder folder, JobSignal signal, Reloadable<AccessRules> rules, WarehouseConnections connections, TimeProvider time, IOptions<ExportOptions> options)
{
    /// <summary>Validates a request without querying the data, and adds a job for it.</summary>
    public async Task<Outcome<ExportJob>> AddAsync(ReportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await planner.PlanAsync(request, caller, cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        return await AddAsync(
            request.Report, request.Format, request.Section, connections.Edition is { } edition ? [.. request.Parameters, new(ExportJob.EditionParameter, edition.Edition)] : request.Parameters, caller, cancellationToken);
    }

    /// <summary>Adds a job that makes the release of an edition as a zip. The caller of this method checks the permission.</summary>
    public Task<Outcome<ExportJob>> AddReleaseAsync(string edition, Caller caller, CancellationToken cancellationToken) =>
        AddAsync(ExportJob.ReleaseReport, "zip", null, [new(ExportJob.EditionParameter, edition)], caller, cancellationToken);

    private async Task<Outcome<ExportJob>> AddAsync(string report, string format, string? section, IReadOnlyList<KeyValuePair<string, string>> parameters, Caller caller, CancellationToken cancellationToken)
    {
        if (await store.CountUnfinishedAsync(caller.Name, cancellationToken) >= options.Value.MaxUnfinished)
        {
            return ExportProblems.TooMany(options.Value.MaxUnfinished);
        }

        var job = new ExportJob
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = caller.Name,
            Roles = caller.Roles,
            Report = report,
            Format = format,
            Section = section,
            Parameters = parameters,
            State = ExportState.Queued,
            Percent = 0,
            RowsDone = 0,
            CreatedAt = time.GetUtcNow(),
        };
        await store.AddAsync(job, cancellationToken);
        signal.Notify();
        return job;
    }

    /// <param name="seesAll">True for administrators.</param>
    public async Task<IReadOnlyList<ExportJob>> ListAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(seesAll ? null : caller.Name, cancellationToken)).Where(job => seesAll || IsOwner(job, caller))];

    public async Task<Outcome<ExportJob>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } job && (seesAll || IsOwner(job, caller)) ? job : ExportProblems.Unknown;

    /// <summary>Stops an unfinished job, and deletes the job and its file.</summary>
    public async Task<Problem?> DeleteAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out var job, out var problem))
        {
            return problem;
        }

        // The worker checks every second whether its job still exists, and deletes its own partial file.
        await store.DeleteAsync(job.Id, cancellationToken);
        folder.Delete(job.Id, includePartial: false);
        return null;
    }

    /// <summary>The finished file on disk.</summary>
    public async Task<Outcome<(ExportFile File, FileInfo Place)>> FileAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out var job, out var problem))
        {
            return problem;
        }

        return job.File is not { } file ? ExportProblems.NotReady(job) : folder.Find(file) is { } place ? (file, place) : ExportProblems.FileMissing(job);
    }

    private bool IsOwner(ExportJob job, Caller caller) => job.Owner == caller.Name && rules.Value.CallerOf(job.Owner, [.. job.Roles]).Key == caller.Key;
}
