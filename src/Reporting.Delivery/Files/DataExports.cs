using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Data;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Makes files with the rows behind a report's figures: csv, json, arrow and parquet with the rows only, or the workbook with its sheets <c>Data</c>.
/// A file reads one data version. Its rows are counted before they are read.
/// </summary>
public sealed class DataExports(CurrentModel models, ReportRunner runner, IssuedReportLog issuedReports)
{
    // The library of formatted sheets holds them in memory, 100 kB for each listed engagement. Beside so many rows the list is short, because the sheet Data has all.
    private const int ManyRows = 20_000;
    private const int MaxListedBesideMany = 100;

    // Only so large a file is worth the page caches of idle connections, which belong to all requests.
    private const int RowsOfALargeFile = 200_000;

    /// <summary>Opens the rows; a problem if there are more than <paramref name="maxRows"/>.</summary>
    public async Task<Outcome<DataRows>> OpenRowsAsync(ReportPlan plan, long maxRows, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.OpenDataAsync(plan.Run, caller, ColumnFormat.Find(plan.Format) is not null, cancellationToken)).IsValue(out var rows, out var problem))
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
            $"Rows behind the figures: {rows.Count:N0}. A file holds at most {maxRows:N0}.",
            "Narrow the parameters, for example to a few years, and make several files.");
    }

    /// <summary>Opens the file. Disposing it also disposes <paramref name="slot"/>.</summary>
    /// <param name="maxRows">A query with more rows is refused.</param>
    /// <param name="counted">The rows, if they are open already.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(
        ReportPlan plan, long maxRows, CountedRows? counted, CacheKey key, Caller caller, IProgress<FileProgress>? progress, IDisposable? slot, CancellationToken cancellationToken)
    {
        var opened = false;
        var run = RunOf(plan);
        try
        {
            return await DataVersionRetry.RunAsync(DataVersionRetry.ProblemWhile("the report was made"), AttemptAsync);
        }
        finally
        {
            if (!opened)
            {
                slot?.Dispose();
            }
        }

        async Task<Outcome<OpenedFile>?> AttemptAsync()
        {
            var taken = counted?.Take() is { } open ? open : await OpenRowsAsync(plan, maxRows, caller, cancellationToken);
            if (!taken.IsValue(out var rows, out var problem))
            {
                return (Outcome<OpenedFile>)problem;
            }

            try
            {
                var bounded = Bounded(run, rows);
                if (!(await runner.RunAsync(bounded, rows, caller, cancellationToken)).IsValue(out var document, out problem))
                {
                    return problem.Is(ErrorCodes.DataMoving) ? null : (Outcome<OpenedFile>?)problem;
                }

                if (plan.HasOnlyRows)
                {
                    document = document with { FileName = document.FileName + "_data" };
                }

                document = await issuedReports.AddAsync(document, run.Definition, plan.Issued(bounded.Limits.MaxListed), caller, cancellationToken);
                var write = Writer(document, plan.Format, rows, progress is null ? null : new RowProgress(progress, rows.Count), cancellationToken);
                opened = true;
                return new OpenedFile(document, plan.Renderer, key.Version == rows.Version ? key.WeakTag() : null, write, () => CloseAsync(rows, slot));
            }
            finally
            {
                if (!opened)
                {
                    await rows.DisposeAsync();
                }
            }
        }
    }

    /// <summary>The report to run for a file: the whole, or the totals of its rows where the file has the rows only.</summary>
    internal ReportRun RunOf(ReportPlan plan) => plan.HasOnlyRows ? plan.Run with { Definition = plan.Run.Definition with { Sections = [Sums(), Years()] } } : plan.Run;

    private static ReportRun Bounded(ReportRun run, DataRows rows) =>
        rows.Count > ManyRows ? run with { Limits = run.Limits with { MaxListed = Math.Min(run.Limits.MaxListed, MaxListedBesideMany) } } : run;

    // The totals of the rows, as the database counts them. The weights of the rows add up to the second figure.
    private KpiDefinition Sums() => new(
        "rows", CaptionsOf(p => p.InShort), null, [Figure(MeasureKind.Engagements), Figure(MeasureKind.AllocatedEngagements)], Change: false);

    private KpiMeasure Figure(MeasureKind kind) => new(models.Value.Measure(kind), models.Value.Measure(kind).Caption, null, []);

    // The years appear in the file's name, and the figure of each year lets a reader check the rows.
    private ChartDefinition Years() => new(
        "by-year", CaptionsOf(p => p.ByYear), null, ChartKind.Column, models.Value.Dimensions.Single(d => d.Id == "year"), null, models.Value.Measure(MeasureKind.AllocatedEngagements), Descending: false, Top: null);

    private static LocalizedText CaptionsOf(Func<Phrases, string> phrase) => new(Language.All.ToDictionary(l => l.Code, l => phrase(l.Phrases)));

    private static void GiveBack(DataRows rows)
    {
        if (rows.Count >= RowsOfALargeFile)
        {
            ProcessMemory.GiveBack();
        }
        else if (rows.Count > ManyRows)
        {
            ProcessMemory.CollectGarbage();
        }
    }

    private static Func<Stream, CancellationToken, Task> Writer(ReportDocument document, string format, DataRows rows, IProgress<long>? rowsWritten, CancellationToken cancellationToken)
    {
        if (format == "xlsx")
        {
            // Otherwise memory of earlier rows would stay beside the formatted sheets, and memory of the sheets, some 100 MB, beside the rows.
            GiveBack(rows);
            var workbook = ExcelRenderer.Build(document, cancellationToken);
            GiveBack(rows);
            return (target, cancel) => LargeWorkbook.WriteAsync(workbook, document.Data!, rowsWritten, target, cancel);
        }

        var data = new DataFile(document.Title, rows.Filters, rows.Version, rows.Count, document.Data!.Rows) 
        {
            Handling = document.Provenance.Handling,
            Language = document.Language,
            Question = document.Provenance.Question,
            Counting = document.Provenance.Counting,
            Hash = document.Provenance.Hash,
            Progress = rowsWritten,
        };
        return format switch
        {
            "csv" => (target, cancel) => DataCsv.WriteAsync(data, target, cancel),
            "json" => (target, cancel) => DataJson.WriteAsync(data, target, cancel),
            _ => Columns(ColumnFormat.Find(format)!),
        };

        Func<Stream, CancellationToken, Task> Columns(ColumnFormat format) =>
            (target, cancel) => format.WriteAsync(DataTable.Of(data, format, maxRows => rows.ReadBatchesAsync(maxRows, cancellationToken)), target, cancel);
    }

    private static ValueTask CloseAsync(DataRows rows, IDisposable? slot)
    {
        slot?.Dispose();
        return rows.DisposeAsync();
    }

    private sealed class RowProgress(IProgress<FileProgress> progress, long count) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new FileProgress(value, count));
    }
}
