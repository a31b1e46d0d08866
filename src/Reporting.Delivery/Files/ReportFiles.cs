using System.Text.Json;
using Microsoft.Extensions.Options;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Makes a report's file: parameters → run → document → file. Downloads, the command line and mails all use it, so the same request gives the same file everywhere.
/// </summary>
public sealed class ReportFiles(
    ReportCatalog catalog, ReportParameters parameters, ReportRunner runner, ReportRenderers renderers, DataExports data, IssuedReportLog issuedReports, ResultCache cache, WorkLanes lanes, IOptions<ExportOptions> options)
{
    /// <summary>A section that every report has: the rows behind its figures, one for each engagement and domain.</summary>
    public const string DataSection = "data";

    // A workbook with at most this many rows is made in memory and cached.
    private const int MaxRowsCached = 20_000;

    private const int MaxRowsInMemory = 100_000;

    private static readonly FormatLimits Sheets = new(MaxRows: 20_000, MaxListed: 2_000);
    private static readonly FormatLimits Pages = new(MaxRows: 5_000, MaxListed: 500);
    private static readonly FormatLimits Data = new(MaxRows: 50_000, MaxListed: 50_000);

    /// <summary>
    /// Opens a file of any size: the rows behind the figures are written while they are read. All refusals happen here, before the first byte is written.
    /// </summary>
    /// <param name="waitForSlot">Waits for a download slot before a large file; null if the caller limits its files in another way.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportRequest request, Caller caller, Func<CancellationToken, Task<Outcome<IDisposable>>>? waitForSlot, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Read(request, caller).IsValue(out var run, out var problem))
        {
            return problem;
        }

        var key = await cache.KeyAsync(CacheText(request.Format, run, request.Section), caller, cancellationToken);
        if (cache.Find(key) is { } known)
        {
            return new OpenedFile(known);
        }

        var onlyRows = request.Section == DataSection;
        if (!onlyRows && (request.Section is not null || request.Format != "xlsx" || !runner.ShowsData(caller) || await IsSmallAsync(run, caller, cancellationToken)))
        {
            return (await MakeAsync(request.Report, request.Format, request.Parameters, request.Section, caller, cancellationToken))
                .Then<OpenedFile>(answer => new OpenedFile(answer));
        }

        // The rows are counted again after the wait, so no database resource is held during it.
        IDisposable? slot = null;
        if (waitForSlot is not null && !(await waitForSlot(cancellationToken)).IsValue(out slot, out problem))
        {
            return problem;
        }

        return await data.OpenAsync(run, request.Format, options.Value.MaxRows, onlyRows, key, caller, progress, slot, cancellationToken);
    }

    /// <summary>Returns an instance that resolves relative periods as of another day.</summary>
    public ReportFiles On(DateOnly day) => new(catalog, parameters.On(day), runner, renderers, data, issuedReports, cache, lanes, options);

    /// <summary>Runs the report within the limits of pages and returns its document.</summary>
    public async Task<Outcome<ReportDocument>> DocumentAsync(string reportId, IEnumerable<KeyValuePair<string, string>> pairs, Caller caller, CancellationToken cancellationToken) =>
        catalog.Find(reportId).IsValue(out var definition, out var problem) && parameters.Read(definition, pairs, Pages, caller).IsValue(out var run, out problem)
            ? await runner.RunAsync(run, caller, cancellationToken)
            : problem;

    /// <summary>Validates a request without querying the database.</summary>
    public Outcome<ReportRun> Read(ReportRequest request, Caller caller)
    {
        if (!catalog.Find(request.Report).IsValue(out var definition, out var problem) || !renderers.TryFind(request.Format, out _, out problem))
        {
            return problem;
        }

        if (request.Section == DataSection && request.Format is not ("xlsx" or "csv" or "json"))
        {
            return new Problem(ErrorCodes.UnknownSection, $"The rows behind the figures are not available as {request.Format}.", "Use xlsx, csv or json.");
        }

        var hasData = runner.ShowsData(caller);
        if (request.Section is { } section && (section != DataSection || !hasData) && definition.Sections.All(s => !string.Equals(s.Id, section, StringComparison.OrdinalIgnoreCase)))
        {
            return new Problem(
                ErrorCodes.UnknownSection,
                $"The report '{definition.Id}' has no section '{SafeText.Of(section)}'.",
                $"Its sections are: {string.Join(", ", (hasData ? definition.Sections.Select(s => s.Id).Append(DataSection) : definition.Sections.Select(s => s.Id)))}.");
        }

        return parameters.Read(definition, request.Parameters, LimitsOf(request.Format), caller);
    }

    private async Task<bool> IsSmallAsync(ReportRun run, Caller caller, CancellationToken cancellationToken)
    {
        // A problem is reported when the file is made.
        if (!(await runner.OpenDataAsync(run, caller, cancellationToken)).IsValue(out var rows, out _))
        {
            return true;
        }

        await using (rows)
        {
            return rows.Count <= MaxRowsCached;
        }
    }

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, LimitsOf(format), caller).IsValue(out var run, out problem))
        {
            return problem;
        }

        var key = await cache.KeyAsync(CacheText(format, run, section), caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => renderer.Format is "xlsx" or "csv" or "json"
            ? lanes.Large.RunAsync(() => MakeAsync(run, renderer, section, caller, cancel), cancel)
            : MakeAsync(run, renderer, section, caller, cancel), cancellationToken);
    }

    private async Task<Outcome<CachedResponse>> MakeAsync(ReportRun run, IReportRenderer renderer, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (section is null && renderer.Format == "xlsx" && runner.ShowsData(caller))
        {
            return await WorkbookInMemoryAsync(run, caller, cancellationToken);
        }

        if (!(await runner.RunAsync(run, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return problem;
        }

        if (section is not null && !document.Only(section).IsValue(out document, out problem))
        {
            return problem;
        }

        document = await issuedReports.AddAsync(document, caller, cancellationToken);
        return (await renderer.RenderAsync(document, cancellationToken)).Then<CachedResponse>(file =>
            new CachedResponse(file.Content, file.ContentType) { FileName = file.FileName, IsStable = true, DataVersion = new DataVersion(document.Provenance.DataVersion, document.Provenance.DataAsOf), Rows = document.Rows, Handling = document.Provenance.Handling });
    }

    // A workbook with the rows behind its figures. OpenAsync makes larger ones.
    private async Task<Outcome<CachedResponse>> WorkbookInMemoryAsync(ReportRun run, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await data.OpenAsync(run, "xlsx", MaxRowsInMemory, onlyRows: false, default, caller, null, null, cancellationToken)).IsValue(out var file, out var problem))
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

    // Identifies the run in the cache. Each cache key already contains the hash of the definitions.
    private static string CacheText(string format, ReportRun run, string? section) => "report." + format + JsonSerializer.Serialize(
        new { run.Definition.Id, run.Years, run.Members, run.Filters, run.Language, run.Room, section });

    private static FormatLimits LimitsOf(string format) => format switch
    {
        "xlsx" => Sheets,
        "html" or "pdf" => Pages,
        _ => Data,
    };
}

/// <summary>A request for a report's file, not yet validated.</summary>
/// <param name="Section">Only this section; null for the whole report.</param>
public sealed record ReportRequest(string Report, string Format, string? Section, IReadOnlyList<KeyValuePair<string, string>> Parameters);
