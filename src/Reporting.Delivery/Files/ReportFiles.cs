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
/// Makes a report's file: parameters → question → document → rendered. Whoever sends one (a download, the command
/// line, a mail) makes it here, so that the same question is the same file everywhere.
/// </summary>
public sealed class ReportFiles(
    ReportCatalog catalog, ReportParameters parameters, ReportRunner runner, ReportRenderers renderers, DataExports data, IssuedReportLog given, ResultCache kept, WorkLanes lanes, IOptions<ExportOptions> options)
{
    /// <summary>The section that every report has: the rows behind its figures, engagement × domain.</summary>
    public const string DataSection = "data";

    // A workbook with no more rows than this is made whole, and kept with its ETag.
    private const int MaxRowsKept = 20_000;

    private const int MaxRowsInMemory = 100_000;

    private static readonly FormatLimits Sheets = new(MaxRows: 20_000, MaxListed: 2_000);
    private static readonly FormatLimits Pages = new(MaxRows: 5_000, MaxListed: 500);
    private static readonly FormatLimits Data = new(MaxRows: 50_000, MaxListed: 50_000);

    /// <summary>
    /// A file however large: rows behind the figures are written as they are read. All that can be refused is refused here,
    /// before a byte is written.
    /// </summary>
    /// <param name="takeTurn">How a large file waits for its turn; null where whoever asks has one already.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportRequest request, Caller caller, Func<CancellationToken, Task<Outcome<IDisposable>>>? takeTurn, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Read(request, caller).IsValue(out var question, out var problem))
        {
            return problem;
        }

        var key = await kept.KeyAsync(Words(request.Format, question, request.Section), caller, cancellationToken);
        if (kept.Find(key) is { } known)
        {
            return new OpenedFile(known);
        }

        var onlyRows = request.Section == DataSection;
        if (!onlyRows && (request.Section is not null || request.Format != "xlsx" || !runner.ShowsData(caller) || await IsSmallAsync(question, caller, cancellationToken)))
        {
            return (await MakeAsync(request.Report, request.Format, request.Parameters, request.Section, caller, cancellationToken))
                .Then<OpenedFile>(answer => new OpenedFile(answer));
        }

        // Counted once more after the wait: nothing is held while others have their turn.
        IDisposable? turn = null;
        if (takeTurn is not null && !(await takeTurn(cancellationToken)).IsValue(out turn, out problem))
        {
            return problem;
        }

        return await data.OpenAsync(question, request.Format, options.Value.MaxRows, onlyRows, key, caller, progress, turn, cancellationToken);
    }

    /// <summary>The same on another day: relative periods are those of that day.</summary>
    public ReportFiles On(DateOnly day) => new(catalog, parameters.On(day), runner, renderers, data, given, kept, lanes, options);

    /// <summary>The filled report as pages have room for it, for who shows a part of it elsewhere.</summary>
    public async Task<Outcome<ReportDocument>> DocumentAsync(string reportId, IEnumerable<KeyValuePair<string, string>> pairs, Caller caller, CancellationToken cancellationToken) =>
        catalog.Find(reportId).IsValue(out var definition, out var problem) && parameters.Read(definition, pairs, Pages, caller).IsValue(out var question, out problem)
            ? await runner.RunAsync(question, caller, cancellationToken)
            : problem;

    /// <summary>What is wrong with a request, as far as that is known without asking the database.</summary>
    public Outcome<ReportRun> Read(ReportRequest request, Caller caller)
    {
        if (!catalog.Find(request.Report).IsValue(out var definition, out var problem) || !renderers.TryFind(request.Format, out _, out problem))
        {
            return problem;
        }

        if (request.Section == DataSection && request.Format is not ("xlsx" or "csv" or "json"))
        {
            return new Problem(ProblemKind.NotFound, "unknown-section", $"The rows behind the figures do not come as {request.Format}.", "Take them as xlsx, csv or json.");
        }

        var hasData = runner.ShowsData(caller);
        if (request.Section is { } section && (section != DataSection || !hasData) && definition.Sections.All(s => !string.Equals(s.Id, section, StringComparison.OrdinalIgnoreCase)))
        {
            return new Problem(
                ProblemKind.NotFound,
                "unknown-section",
                $"The report '{definition.Id}' has no section '{SafeText.Of(section)}'.",
                $"Its sections are: {string.Join(", ", (hasData ? definition.Sections.Select(s => s.Id).Append(DataSection) : definition.Sections.Select(s => s.Id)))}.");
        }

        return parameters.Read(definition, request.Parameters, Room(request.Format), caller);
    }

    private async Task<bool> IsSmallAsync(ReportRun question, Caller caller, CancellationToken cancellationToken)
    {
        // What is wrong is said where the file is made.
        if (!(await runner.OpenDataAsync(question, caller, cancellationToken)).IsValue(out var rows, out _))
        {
            return true;
        }

        await using (rows)
        {
            return rows.Count <= MaxRowsKept;
        }
    }

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, Room(format), caller).IsValue(out var question, out problem))
        {
            return problem;
        }

        var key = await kept.KeyAsync(Words(format, question, section), caller, cancellationToken);
        return await kept.AnswerAsync(key, cancel => renderer.Format is "xlsx" or "csv" or "json"
            ? lanes.Large.RunAsync(() => MakeAsync(question, renderer, section, caller, cancel), cancel)
            : MakeAsync(question, renderer, section, caller, cancel), cancellationToken);
    }

    private async Task<Outcome<CachedResponse>> MakeAsync(ReportRun question, IReportRenderer renderer, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (section is null && renderer.Format == "xlsx" && runner.ShowsData(caller))
        {
            return await WholeWorkbookAsync(question, caller, cancellationToken);
        }

        if (!(await runner.RunAsync(question, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return problem;
        }

        if (section is not null && !document.Only(section).IsValue(out document, out problem))
        {
            return problem;
        }

        document = await given.GiveAsync(document, caller, cancellationToken);
        return (await renderer.RenderAsync(document, cancellationToken)).Then<CachedResponse>(file =>
            new CachedResponse(file.Content, file.ContentType) { FileName = file.FileName, IsStable = true, DataVersion = new DataVersion(document.Provenance.DataVersion, document.Provenance.DataAsOf), Rows = document.Rows, Handling = document.Provenance.Handling });
    }

    // With the rows behind its figures; larger ones are for OpenAsync.
    private async Task<Outcome<CachedResponse>> WholeWorkbookAsync(ReportRun question, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await data.OpenAsync(question, "xlsx", MaxRowsInMemory, onlyRows: false, default, caller, null, null, cancellationToken)).IsValue(out var file, out var problem))
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

    // All of the question; the definition's text is in the key of every answer already.
    private static string Words(string format, ReportRun question, string? section) => "report." + format + JsonSerializer.Serialize(
        new { question.Definition.Id, question.Years, question.Members, question.Filters, question.Language, question.Room, section });

    private static FormatLimits Room(string format) => format switch
    {
        "xlsx" => Sheets,
        "html" or "pdf" => Pages,
        _ => Data,
    };
}

/// <summary>A report's file as somebody asks for it; nothing of it is checked yet.</summary>
/// <param name="Section">Only this section; null for the whole report.</param>
public sealed record ReportRequest(string Report, string Format, string? Section, IReadOnlyList<KeyValuePair<string, string>> Parameters);
