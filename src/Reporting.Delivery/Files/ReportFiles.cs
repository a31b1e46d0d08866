using Microsoft.Extensions.Options;
using Reporting.Delivery.IssuedReports;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Makes a report's file: request → plan → document → file. Downloads, the command line and mails all use it, so the same request gives the same file everywhere.
/// </summary>
public sealed class ReportFiles(
    ReportPlanner planner, ReportFinder finder, ReportRunner runner, DataExports data, IssuedReportLog issuedReports, ResultCache cache, WorkLanes lanes, IOptions<ExportOptions> options)
{
    // A workbook with at most this many rows is made in memory and cached.
    private const int MaxRowsCached = 20_000;

    private const int MaxRowsInMemory = 100_000;

    /// <summary>Percent of a file without rows that are done when its figures are counted.</summary>
    private const int Counted = 20;

    /// <summary>
    /// Opens a file of any size: the rows behind the figures are written while they are read. All refusals happen here, before the first byte is written.
    /// </summary>
    /// <param name="waitForSlot">Waits for a download slot before a large file; null if the caller limits its files in another way.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportRequest request, Caller caller, Func<CancellationToken, Task<Outcome<IDisposable>>>? waitForSlot, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        if (!(await planner.PlanAsync(request, caller, cancellationToken)).IsValue(out var plan, out var problem))
        {
            return problem;
        }

        var key = await cache.KeyAsync(plan.CacheText, caller, cancellationToken);
        if (cache.Find(key) is { } known)
        {
            return new OpenedFile(known);
        }

        if (plan.HasOnlyRows)
        {
            return await StreamAsync(null);
        }

        // A caller who waits for the same workbook of another one holds no rows meanwhile.
        if (!plan.IsWholeWorkbook || cache.IsUnderway(key))
        {
            return (await MakeAsync(plan, key, null, caller, progress, cancellationToken)).Then<OpenedFile>(answer => new OpenedFile(answer));
        }

        if (!(await data.OpenRowsAsync(plan, Math.Max(options.Value.MaxRows, MaxRowsCached), caller, cancellationToken)).IsValue(out var rows, out problem))
        {
            return problem;
        }

        await using var counted = new CountedRows(rows);
        return rows.Count <= MaxRowsCached
            ? (await MakeAsync(plan, key, counted, caller, progress, cancellationToken)).Then<OpenedFile>(answer => new OpenedFile(answer))
            : await StreamAsync(counted);

        async Task<Outcome<OpenedFile>> StreamAsync(CountedRows? opened)
        {
            IDisposable? slot = null;
            if (waitForSlot is not null)
            {
                var wait = waitForSlot(cancellationToken);
                if (!(await (opened?.WaitAsync(wait) ?? wait)).IsValue(out slot, out var busy))
                {
                    return busy;
                }
            }

            return await data.OpenAsync(plan, options.Value.MaxRows, opened, key, caller, progress, slot, cancellationToken);
        }
    }

    /// <summary>Runs the report within the limits of pages and returns its document.</summary>
    public async Task<Outcome<ReportDocument>> DocumentAsync(ReportRequest request, Caller caller, CancellationToken cancellationToken) =>
        (await planner.PlanAsync(request with { Format = "html" }, caller, cancellationToken)).IsValue(out var plan, out var problem)
            ? await runner.RunAsync(plan.Run, caller, cancellationToken)
            : problem;

    /// <summary>Makes the document of an issued report again, from the data of today and with the rights of the caller. Also the filters of its rows.</summary>
    public async Task<Outcome<(ReportDocument Document, IReadOnlyList<QueryFilter> Filters)>> AgainAsync(string report, IssuedRequest issued, Caller caller, CancellationToken cancellationToken)
    {
        var (request, problem) = (new ReportRequest(report, issued.Format, issued.Section, issued.Parameters) { Day = issued.Day }, (Problem?)null);
        if (issued.Definition is { } text)
        {
            if (!finder.Unsaved(report, text, caller).IsValue(out var definition, out problem))
            {
                return problem;
            }

            request = request with { Definition = definition };
        }

        if (!(await planner.PlanAsync(request, caller, cancellationToken)).IsValue(out var plan, out problem))
        {
            return problem;
        }

        var run = data.RunOf(plan);
        var made = await runner.RunAsync(run with { Limits = run.Limits with { MaxListed = issued.MaxListed } }, caller, cancellationToken);
        var shown = plan.Section is { } section && !plan.HasOnlyRows ? made.Then<ReportDocument>(document => document.Only(section)) : made;
        return shown.Then<(ReportDocument, IReadOnlyList<QueryFilter>)>(document => (document, run.Filters));
    }

    /// <summary>Opens the engagements behind the report's figures. The caller disposes the stream.</summary>
    public async Task<Outcome<EngagementStream>> OpenEngagementsAsync(ReportRequest request, int max, Caller caller, CancellationToken cancellationToken) =>
        (await planner.PlanAsync(request with { Format = "html" }, caller, cancellationToken)).IsValue(out var plan, out var problem)
            ? await runner.OpenEngagementsAsync(plan.Run, max, caller, cancellationToken)
            : problem;

    /// <summary>Makes a file in memory, or takes it from the cache.</summary>
    public async Task<Outcome<CachedResponse>> MakeAsync(ReportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await planner.PlanAsync(request, caller, cancellationToken)).IsValue(out var plan, out var problem))
        {
            return problem;
        }

        return await MakeAsync(plan, await cache.KeyAsync(plan.CacheText, caller, cancellationToken), null, caller, null, cancellationToken);
    }

    private Task<Outcome<CachedResponse>> MakeAsync(ReportPlan plan, CacheKey key, CountedRows? counted, Caller caller, IProgress<FileProgress>? progress, CancellationToken cancellationToken) =>
        cache.AnswerAsync(key, async cancel =>
        {
            if (plan.Format is "pdf" or "html")
            {
                return await RenderAsync(plan, caller, progress, cancel);
            }

            var wait = (plan.Format == "xlsx" ? lanes.Workbooks : lanes.Large).EnterAsync(cancel).AsTask();
            if (!(await (counted?.WaitAsync(wait) ?? wait)).IsValue(out var place, out var busy))
            {
                return busy;
            }

            using (place)
            {
                return plan.IsWholeWorkbook ? await WorkbookAsync(plan, counted, caller, cancel) : await RenderAsync(plan, caller, progress, cancel);
            }
        }, cancellationToken);

    private async Task<Outcome<CachedResponse>> RenderAsync(ReportPlan plan, Caller caller, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        if (!(await runner.RunAsync(plan.Run, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return problem;
        }

        if (plan.Section is not null && !document.Only(plan.Section).IsValue(out document, out problem))
        {
            return problem;
        }

        document = await issuedReports.AddAsync(document, plan.Run.Definition, plan.Issued(plan.Run.Limits.MaxListed), caller, cancellationToken);
        progress?.Report(FileProgress.Step(Counted));
        var from = document.Provenance;
        return (await plan.Renderer.RenderAsync(document, new RenderContext(plan.IsInBackground, progress is null ? null : new Steps(progress)), cancellationToken)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
        {
            FileName = file.FileName, IsStable = true, DataVersion = from.Version, Rows = document.Rows, Handling = from.Handling,
        });
    }

    // A workbook with the rows behind its figures. OpenAsync makes larger ones.
    private async Task<Outcome<CachedResponse>> WorkbookAsync(ReportPlan plan, CountedRows? counted, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await data.OpenAsync(plan, MaxRowsInMemory, counted, default, caller, null, null, cancellationToken)).IsValue(out var file, out var problem))
        {
            return problem;
        }

        await using (file)
        {
            using var content = new MemoryStream();
            await file.WriteAsync(content, cancellationToken);
            return new CachedResponse(content.ToArray(), file.ContentType) { FileName = file.FileName, IsStable = true, DataVersion = file.DataVersion, Rows = file.Rows, Handling = file.Handling };
        }
    }

    private sealed class Steps(IProgress<FileProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(FileProgress.Step(value));
    }
}
