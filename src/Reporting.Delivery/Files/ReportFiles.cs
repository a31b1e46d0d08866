using System.Text.Json;
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
public sealed class ReportFiles(ReportCatalog catalog, ReportParameters parameters, ReportRunner runner, ReportRenderers renderers, KeptAnswers kept)
{
    private const int MostRowsOfASheet = 20_000;
    private const int MostRowsOfAPage = 5_000;
    private const int MostRowsOfData = 50_000;

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<FinishedAnswer>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, MostRows(format), caller).IsValue(out var question, out problem))
        {
            return problem;
        }

        var key = await kept.KeyAsync("report." + format + Words(question, section), caller, cancellationToken);
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
            new FinishedAnswer(file.Content, file.ContentType) { FileName = file.FileName, IsStable = true, Rows = document.Rows, Handling = document.Provenance.Handling });
    }

    // All of the question; the definition's text is in the key of every answer already.
    private static string Words(ReportQuestion question, string? section) => JsonSerializer.Serialize(
        new { question.Definition.Id, question.From, question.To, question.Filters, question.Language, question.MostRows, section });

    private static int MostRows(string format) => format switch
    {
        "xlsx" => MostRowsOfASheet,
        "html" or "pdf" => MostRowsOfAPage,
        _ => MostRowsOfData,
    };
}
