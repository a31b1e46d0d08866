using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>
/// Export jobs as their owners see them: what is not theirs is not there. A name alone makes nobody the owner: a file shows what its caller was shown, so it is for
/// callers of that name who see the same.
/// </summary>
public sealed class ExportJobs(
    ReportFiles files, ExportStore store, ExportFolder folder, JobSignal bell, AccessRules rules, TimeProvider time, IOptions<ExportOptions> options)
{
    /// <summary>Takes a job in; what is wrong with it is said now, as far as that is known without asking the data.</summary>
    public async Task<Outcome<ExportJob>> AddAsync(ReportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!files.Read(request, caller).IsValue(out _, out var problem))
        {
            return problem;
        }

        if (await store.CountUnfinishedAsync(caller.Name, cancellationToken) >= options.Value.MaxUnfinished)
        {
            return ExportProblems.TooMany(options.Value.MaxUnfinished);
        }

        var job = new ExportJob
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = caller.Name,
            Roles = caller.Roles,
            Report = request.Report,
            Format = request.Format,
            Section = request.Section,
            Parameters = request.Parameters,
            State = ExportState.Queued,
            Percent = 0,
            RowsDone = 0,
            CreatedAt = time.GetUtcNow(),
        };
        await store.AddAsync(job, cancellationToken);
        bell.Ring();
        return job;
    }

    /// <param name="seesAll">True for administrators.</param>
    public async Task<IReadOnlyList<ExportJob>> ListAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(seesAll ? null : caller.Name, cancellationToken)).Where(job => seesAll || IsOf(job, caller))];

    public async Task<Outcome<ExportJob>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } job && (seesAll || IsOf(job, caller)) ? job : ExportProblems.Unknown;

    /// <summary>Stops it where it is not finished, and removes it and its file.</summary>
    public async Task<Problem?> DeleteAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out var job, out var problem))
        {
            return problem;
        }

        // A worker that has it looks every second whether it is still there, and removes its own half file.
        await store.DeleteAsync(job.Id, cancellationToken);
        folder.Delete(job.Id, half: false);
        return null;
    }

    /// <summary>The finished file on disk.</summary>
    public async Task<Outcome<(ExportFile File, FileInfo Place)>> FileAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out var job, out var problem))
        {
            return problem;
        }

        return job.File is not { } file ? ExportProblems.NotReady(job) : folder.Find(file) is { } place ? (file, place) : ExportProblems.FileAway(job);
    }

    private bool IsOf(ExportJob job, Caller caller) => job.Owner == caller.Name && rules.CallerOf(job.Owner, [.. job.Roles]).Key == caller.Key;
}
