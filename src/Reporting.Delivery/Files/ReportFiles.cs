using System.Text.Json;
using Reporting.Delivery.Exports;
using Reporting.Engine.Access;
using Reporting.Engine.Answers;
using Reporting.Engine.Reports;
using Reporting.Rendering;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Makes a report's file: parameters → question → document → rendered. Whoever sends one (a download, the command
/// line, a mail) makes it here, so that the same question is the same file everywhere.
/// </summary>
public sealed class ReportFiles(
    ReportCatalog catalog, ReportParameters parameters, ReportRunner runner, ReportRenderers renderers, DataExports data, KeptAnswers kept)
{
    /// <summary>The section that every report has: the rows behind its figures, engagement × domain.</summary>
    public const string DataSection = "data";

    // A workbook with no more rows than this is made whole, and kept with its ETag.
    private const int MostRowsKept = 20_000;

    private const int MostRowsOfASheet = 20_000;
    private const int MostRowsOfAPage = 5_000;
    private const int MostRowsOfData = 50_000;

    /// <summary>
    /// A file however large: rows behind the figures are written as they are read. All that can be refused is refused here,
    /// before a byte is written.
    /// </summary>
    /// <param name="turns">Where a large file waits for its turn; null where whoever asks has one already.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportRequest request, Caller caller, ExportTurns? turns, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Read(request).IsValue(out var question, out var problem))
        {
            return problem;
        }

        var key = await kept.KeyAsync(Words(request.Format, question, request.Section), caller, cancellationToken);
        if (kept.Find(key) is { } known)
        {
            return new OpenedFile(known);
        }

        var onlyRows = request.Section == DataSection;
        if (!onlyRows && (request.Section is not null || request.Format != "xlsx" || await IsSmallAsync(question, caller, cancellationToken)))
        {
            return (await MakeAsync(request.Report, request.Format, request.Parameters, request.Section, caller, cancellationToken))
                .Then<OpenedFile>(answer => new OpenedFile(answer));
        }

        // Counted once more after the wait: nothing is held while others have their turn.
        IDisposable? turn = null;
        if (turns is not null && !(await turns.TakeAsync(cancellationToken)).IsValue(out turn, out problem))
        {
            return problem;
        }

        return await data.OpenAsync(question, request.Format, onlyRows, key, caller, progress, turn, cancellationToken);
    }

    /// <summary>What is wrong with a request, as far as that is known without asking the database.</summary>
    public Outcome<ReportQuestion> Read(ReportRequest request)
    {
        if (!catalog.Find(request.Report).IsValue(out var definition, out var problem) || !renderers.TryFind(request.Format, out _, out problem))
        {
            return problem;
        }

        if (request.Section == DataSection && request.Format is not ("xlsx" or "csv" or "json"))
        {
            return new Problem(ProblemKind.NotFound, "unknown-section", $"The rows behind the figures do not come as {request.Format}.", "Take them as xlsx, csv or json.");
        }

        if (request.Section is { } section && section != DataSection && definition.Sections.All(s => !string.Equals(s.Id, section, StringComparison.OrdinalIgnoreCase)))
        {
            return new Problem(
                ProblemKind.NotFound,
                "unknown-section",
                $"The report '{definition.Id}' has no section '{Shown.Of(section)}'.",
                $"Its sections are: {string.Join(", ", definition.Sections.Select(s => s.Id).Append(DataSection))}.");
        }

        return parameters.Read(definition, request.Parameters, MostRows(request.Format));
    }

    private async Task<bool> IsSmallAsync(ReportQuestion question, Caller caller, CancellationToken cancellationToken)
    {
        // What is wrong is said where the file is made.
        if (!(await runner.OpenDataAsync(question, caller, cancellationToken)).IsValue(out var rows, out _))
        {
            return true;
        }

        await using (rows)
        {
            return rows.Count <= MostRowsKept;
        }
    }

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<FinishedAnswer>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, MostRows(format)).IsValue(out var question, out problem))
        {
            return problem;
        }

        var key = await kept.KeyAsync(Words(format, question, section), caller, cancellationToken);
        return await kept.AnswerAsync(key, cancel => MakeAsync(question, renderer, section, caller, cancel), cancellationToken);
    }

    private async Task<Outcome<FinishedAnswer>> MakeAsync(ReportQuestion question, IReportRenderer renderer, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.RunAsync(question, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return problem;
        }

        if (section is not null && !document.Only(section).IsValue(out document, out problem))
        {
            return problem;
        }

        return (await renderer.RenderAsync(document, cancellationToken)).Then<FinishedAnswer>(file =>
            new FinishedAnswer(file.Content, file.ContentType) { FileName = file.FileName, IsStable = true });
    }

    // All of the question; the definition's text is in the key of every answer already.
    private static string Words(string format, ReportQuestion question, string? section) => "report." + format + JsonSerializer.Serialize(
        new { question.Definition.Id, question.From, question.To, question.Filters, question.Language, question.MostRows, section });

    private static int MostRows(string format) => format switch
    {
        "xlsx" => MostRowsOfASheet,
        "html" or "pdf" => MostRowsOfAPage,
        _ => MostRowsOfData,
    };
}
