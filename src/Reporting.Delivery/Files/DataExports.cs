using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Rendering.Data;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Files with the rows behind a report's figures, however many: csv and json of the rows alone, or the whole workbook with
/// its sheets <c>Data</c>. All of a file is of one data version; how many rows it has is known before anything runs.
/// </summary>
public sealed class DataExports(SemanticModel model, ReportRunner runner, ReportRenderers renderers, IssuedReportLog answers)
{
    private const int MaxTries = 3;

    private static readonly Problem Moving = new(
        ErrorCodes.DataMoving, "The data changed while the report was filled.", "An import is going on: ask again in a moment.");

    /// <summary>The rows, unless they are too many.</summary>
    private async Task<Outcome<DataRows>> RowsAsync(ReportRun question, long maxRows, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.OpenDataAsync(question, caller, cancellationToken)).IsValue(out var rows, out var problem))
        {
            return problem;
        }

        if (rows.Count <= maxRows)
        {
            return rows;
        }

        await rows.DisposeAsync();
        return new Problem(
            ErrorCodes.TooManyRows,
            $"There are {rows.Count:N0} rows behind the figures; a file carries {maxRows:N0}.",
            "Narrow the parameters, to some years say, and take several files.");
    }

    /// <summary>The file; <paramref name="turn"/> is held until it is disposed of.</summary>
    /// <param name="maxRows">More are refused.</param>
    /// <param name="onlyRows">Without the sections of the report.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportRun question, string format, long maxRows, bool onlyRows, CacheKey key, Caller caller, IProgress<FileProgress>? progress, IDisposable? turn, CancellationToken cancellationToken)
    {
        var given = false;
        try
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                if (!(await RowsAsync(question, maxRows, caller, cancellationToken)).IsValue(out var rows, out var problem))
                {
                    return problem;
                }

                try
                {
                    var asked = onlyRows ? question with { Definition = question.Definition with { Sections = [Sums(), Years()] } } : question;
                    if (!(await runner.RunAsync(asked, rows, caller, cancellationToken)).IsValue(out var document, out problem))
                    {
                        if (problem.Is(ErrorCodes.DataMoving))
                        {
                            continue;
                        }

                        return problem;
                    }

                    if (onlyRows)
                    {
                        document = document with { FileName = document.FileName + "_data" };
                    }

                    document = await answers.GiveAsync(document, caller, cancellationToken);
                    var write = Writer(document, format, rows, progress is null ? null : new RowProgress(progress, rows.Count), cancellationToken);
                    renderers.TryFind(format, out var renderer, out _);
                    given = true;
                    return new OpenedFile(document, renderer, key.Version == rows.Version ? key.WeakTag() : null, write, () => CloseAsync(rows, turn));
                }
                finally
                {
                    if (!given)
                    {
                        await rows.DisposeAsync();
                    }
                }
            }

            return Moving;
        }
        finally
        {
            if (!given)
            {
                turn?.Dispose();
            }
        }
    }

    // What the rows come to, counted by the database: the weights of the rows add up to the second figure.
    private KpiDefinition Sums() => new(
        "rows", CaptionsOf(p => p.InShort), null, [Figure(MeasureKind.Engagements), Figure(MeasureKind.AllocatedEngagements)], Change: false);

    private KpiMeasure Figure(MeasureKind kind) => new(model.Measure(kind), model.Measure(kind).Caption, null, []);

    // So that the file's name says which years are in it, and the rows can be checked against a figure of each.
    private ChartDefinition Years() => new(
        "by-year", CaptionsOf(p => p.ByYear), null, ChartKind.Column, model.Dimensions.Single(d => d.Id == "year"), null, model.Measure(MeasureKind.AllocatedEngagements), Descending: false, Top: null);

    private static LocalizedText CaptionsOf(Func<Phrases, string> phrase) => new(Language.All.ToDictionary(l => l.Code, l => phrase(l.Phrases)));

    private static Func<Stream, CancellationToken, Task> Writer(ReportDocument document, string format, DataRows rows, IProgress<long>? told, CancellationToken cancellationToken)
    {
        if (format == "xlsx")
        {
            var workbook = ExcelRenderer.Build(document, cancellationToken);
            return (target, cancel) => LargeWorkbook.WriteAsync(workbook, document.Data!, told, target, cancel);
        }

        var data = new DataFile(document.Title, rows.Filters, rows.Version, rows.Count, document.Data!.Rows) 
        {
            Handling = document.Provenance.Handling,
            Question = document.Provenance.Question,
            Counting = document.Provenance.Counting,
            Hash = document.Provenance.Hash,
            Progress = told,
        };
        return format == "csv" ? (target, cancel) => DataCsv.WriteAsync(data, target, cancel) : (target, cancel) => DataJson.WriteAsync(data, target, cancel);
    }

    private static ValueTask CloseAsync(DataRows rows, IDisposable? turn)
    {
        turn?.Dispose();
        return rows.DisposeAsync();
    }

    private sealed class RowProgress(IProgress<FileProgress> progress, long count) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new FileProgress(value, count));
    }
}
