using Microsoft.Extensions.Options;
using Reporting.Delivery.Exports;
using Reporting.Engine.Access;
using Reporting.Engine.Answers;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Rendering.Data;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Files with the rows behind a report's figures, however many: csv and json of the rows alone, or the whole workbook with
/// its sheets <c>Data</c>. All of a file is of one data version; how many rows it has is known before anything runs.
/// </summary>
public sealed class DataExports(SemanticModel model, ReportRunner runner, ReportRenderers renderers, IOptions<ExportOptions> options)
{
    private const int MostTries = 3;

    // The sheet Data has them all: the list with texts and sources is for reading.
    private const int MostListed = 2_000;

    /// <summary>The rows, unless they are too many.</summary>
    public async Task<Outcome<DataRows>> RowsAsync(ReportQuestion question, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.OpenDataAsync(question, caller, cancellationToken)).IsValue(out var rows, out var problem))
        {
            return problem;
        }

        if (rows.Count <= options.Value.MaxRows)
        {
            return rows;
        }

        await rows.DisposeAsync();
        return new Problem(
            ProblemKind.Unanswerable,
            "too-many-rows",
            $"There are {rows.Count:N0} rows behind the figures; a file carries {options.Value.MaxRows:N0}.",
            "Narrow the parameters, to some years say, and take several files.");
    }

    /// <summary>The file; <paramref name="turn"/> is held until it is disposed of.</summary>
    /// <param name="onlyRows">Without the sections of the report.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportQuestion question, string format, bool onlyRows, AnswerKey key, Caller caller, IProgress<FileProgress>? progress, IDisposable? turn, CancellationToken cancellationToken)
    {
        var given = false;
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (!(await RowsAsync(question, caller, cancellationToken)).IsValue(out var rows, out var problem))
                {
                    return problem;
                }

                try
                {
                    if (!(await DocumentAsync(question, onlyRows, rows, caller, cancellationToken)).IsValue(out var document, out problem))
                    {
                        return problem;
                    }

                    if (document.Provenance.DataVersion != rows.Version.Version)
                    {
                        continue;
                    }

                    var data = new DataFile(document.Title, rows.Filters, rows.Version, rows.Count, rows.ReadAsync(cancellationToken))
                    {
                        Progress = progress is null ? null : new Told(progress, rows.Count),
                    };
                    if (!(await WriterAsync(document, format, data, cancellationToken)).IsValue(out var write, out problem))
                    {
                        return problem;
                    }

                    renderers.TryFind(format, out var renderer, out _);
                    given = true;
                    return new OpenedFile(
                        document.FileName + renderer.Extension, renderer.ContentType, key.Version == rows.Version ? key.WeakTag() : null, write, () => CloseAsync(rows, turn));
                }
                finally
                {
                    if (!given)
                    {
                        await rows.DisposeAsync();
                    }
                }
            }

            return new Problem(ProblemKind.Unavailable, "data-moving", "The data changed while the report was filled.", "An import is going on: ask again in a moment.");
        }
        finally
        {
            if (!given)
            {
                turn?.Dispose();
            }
        }
    }

    private async Task<Outcome<ReportDocument>> DocumentAsync(ReportQuestion question, bool onlyRows, DataRows rows, Caller caller, CancellationToken cancellationToken)
    {
        var asked = onlyRows ? question with { Definition = question.Definition with { Sections = [Sums(), Years()] } } : question with { MostListed = MostListed };
        return (await runner.RunAsync(asked, caller, cancellationToken)).Then<ReportDocument>(document => onlyRows
            ? document with { FileName = document.FileName + "_data", Provenance = document.Provenance with { Filters = rows.Filters } }
            : document);
    }

    // What the rows come to, counted by the database: the weights of the rows add up to the second figure.
    private KpiDefinition Sums() => new(
        "rows", InEnglish("In short"), null, [model.Measures.Single(m => m.Kind == MeasureKind.Engagements), model.Measures.Single(m => m.Kind == MeasureKind.AllocatedEngagements)]);

    // So that the file's name says which years are in it, and the rows can be checked against a figure of each.
    private ChartDefinition Years() => new(
        "by-year", InEnglish("By year"), null, ChartKind.Column, model.Dimensions.Single(d => d.Id == "year"), null, model.Measures.Single(m => m.Kind == MeasureKind.AllocatedEngagements));

    private static Captions InEnglish(string text) => new(new Dictionary<string, string> { ["en"] = text });

    private async Task<Outcome<Func<Stream, CancellationToken, Task>>> WriterAsync(ReportDocument document, string format, DataFile data, CancellationToken cancellationToken) => format switch
    {
        "csv" => (Func<Stream, CancellationToken, Task>)((target, cancel) => DataCsv.WriteAsync(data, target, cancel)),
        "json" => (Func<Stream, CancellationToken, Task>)((target, cancel) => DataJson.WriteAsync(data, target, cancel)),
        _ => (await renderers.RenderAsync("xlsx", document, cancellationToken)).Then<Func<Stream, CancellationToken, Task>>(workbook =>
            (Func<Stream, CancellationToken, Task>)((target, cancel) => LargeWorkbook.WriteAsync(workbook.Content, data, target, cancel))),
    };

    private static ValueTask CloseAsync(DataRows rows, IDisposable? turn)
    {
        turn?.Dispose();
        return rows.DisposeAsync();
    }

    private sealed class Told(IProgress<FileProgress> progress, long count) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new FileProgress(value, count));
    }
}
