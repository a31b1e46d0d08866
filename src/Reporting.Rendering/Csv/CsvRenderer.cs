using System.Globalization;
using CsvHelper;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Csv;

/// <summary>
/// One table as CSV (RFC 4180): the report's first comparison with an edition, else its first matrix as a tidy table (<see cref="TidyMatrix"/>), else its first section.
/// <see cref="SingleSection"/> selects another. The file is UTF-8 with a byte-order mark, without which Excel misreads names. Numbers are invariant.
/// Dates are ISO as exact as stated (2024-07). Text that a spreadsheet would run as a formula starts with an apostrophe; numbers never do.
/// </summary>
public sealed class CsvRenderer : IReportRenderer
{
    /// <summary>The last column of a file with marked data: the highest marking.</summary>
    public const string MarkingColumn = "file_handling";

    /// <summary>A column of a file with invented data, which says so in every row.</summary>
    public const string InventedColumn = "file_invented";

    /// <summary>The column that names the edition; absent for today's data.</summary>
    public const string EditionColumn = "file_edition";

    /// <summary>The data version, and the hash with which <c>/api/v1/verify</c> finds the origin of the file.</summary>
    public const string VersionColumn = "file_data_version";

    /// <inheritdoc cref="VersionColumn"/>
    public const string HashColumn = "file_answer";

    /// <summary>RFC 4180 is the library's default. The formula guard is our own, because it also covers full-width forms.</summary>
    internal static readonly CsvWriterOptions Rfc4180 = new() { WriteByteOrderMark = true };

    public string Format => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public string Extension => ".csv";

    public async Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await using (var csv = CsvWriter.Create(content, Rfc4180, leaveOpen: true))
        {
            if (Table(document, ValueText.In(document)) is { } grid)
            {
                await WriteAsync(csv, Marked(grid, document), cancel);
            }
        }

        return new RenderedFile(document.FileName + Extension, ContentType, content.ToArray());
    }

    /// <summary>The table of a report; null if it has none.</summary>
    internal static Grid? Table(ReportDocument document, ValueText text) =>
        (document.Sections.FirstOrDefault(section => section is TableSection { Compared: not null }) ?? document.Sections.FirstOrDefault(section => section is MatrixSection) ?? document.Sections.FirstOrDefault(section => SectionGrids.Of(section, text).Count > 0)) switch
        {
            null => null,
            MatrixSection matrix => TidyMatrix.Of(matrix, text),
            KpiSection kpis => SectionGrids.Kpis(kpis, text, withIds: true),
            TableSection table => TidyTable.Of(table, text),
            var section => SectionGrids.Of(section, text)[0],
        };

    // CSV has no header or comments that programs ignore. Marking and provenance are therefore columns of every row.
    private static Grid Marked(Grid grid, ReportDocument document)
    {
        var from = document.Provenance;
        var marks = Marks(from.Hash, from.Version, from.Handling, document.Language).ToList();
        return grid with
        {
            Columns = [.. grid.Columns, .. marks.Select(m => new GridColumn(m.Column, m.Column))],
            Rows = [.. grid.Rows.Select(row => (IReadOnlyList<object?>)[.. row, .. marks.Select(m => m.Value)])],
        };
    }

    internal static IEnumerable<(string Column, object Value)> Marks(string? hash, DataVersion version, Classification? handling, string language)
    {
        if (hash is not null)
        {
            yield return (VersionColumn, version.Version);
            yield return (HashColumn, hash);
        }

        if (version.Edition is { } edition)
        {
            yield return (EditionColumn, edition);
        }

        if (version.IsInvented)
        {
            yield return (InventedColumn, ValueText.In(language).Captions.InventedData);
        }

        if (handling is not null)
        {
            yield return (MarkingColumn, handling.Code);
        }
    }

    private static async Task WriteAsync(CsvWriter csv, Grid grid, CancellationToken cancel)
    {
        foreach (var column in grid.Columns)
        {
            csv.WriteField(FormulaGuard.Guard(column.Id));
        }

        await csv.EndRecordAsync(cancel);
        foreach (var row in grid.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var value in row)
            {
                csv.WriteField(Field(value));
            }

            await csv.EndRecordAsync(cancel);
        }
    }

    internal static string Field(object? value) => value switch
    {
        null => string.Empty,
        string text => FormulaGuard.Guard(text),
        GridValue or Proportion => Field(GridValue.Plain(value)),
        PartialDate date => date.ToString(),
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => FormulaGuard.Guard(value.ToString() ?? string.Empty),
    };
}
