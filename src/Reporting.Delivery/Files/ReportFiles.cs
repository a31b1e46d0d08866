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
    private static readonly ReportRoom Sheets = new(MostRows: 20_000, MostListed: 2_000, WithData: true);
    private static readonly ReportRoom Pages = new(MostRows: 5_000, MostListed: 500);
    private static readonly ReportRoom Data = new(MostRows: 50_000, MostListed: 50_000);

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<FinishedAnswer>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, Room(format), caller).IsValue(out var question, out problem))
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
        new { question.Definition.Id, question.Years, question.Members, question.Filters, question.Language, question.Room, section });

    private static ReportRoom Room(string format) => format switch
    {
        "xlsx" => Sheets,
        "html" or "pdf" => Pages,
        _ => Data,
    };
}
