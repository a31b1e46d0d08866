using System.Diagnostics;
using System.IO.Compression;
using ClosedXML.Excel;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Warehouse.Dates;

namespace Reporting.Benchmarks;

/// <summary>
/// Exports a full sheet of the rows behind the figures. Compares it with reading the same rows and deflating the same XML, and with ClosedXML at
/// 100,000 rows. The ways alternate.
/// </summary>
internal static class LargeExports
{
    private const int FullSheet = 1_048_575;
    private const int ClosedXmlRows = 100_000;

    public static async Task RunAsync(BenchedWarehouse warehouse, int rounds, TextWriter output)
    {
        var xml = await SheetXmlAsync(warehouse);
        var (fastest, optimal) = (0L, 0L);
        var seconds = new List<double[]>();
        for (var round = 0; round < rounds; round++)
        {
            seconds.Add(
            [
                await TimeAsync(async () =>
                {
                    await using var file = Temporary();
                    await WriteAsync(warehouse, file);
                }),
                await TimeAsync(async () => await ReadAsync(warehouse, FullSheet)),
                await TimeAsync(() => fastest = Deflate(xml, CompressionLevel.Fastest)),
                await TimeAsync(() => optimal = Deflate(xml, CompressionLevel.Optimal)),
                await TimeAsync(async () => WriteWithClosedXml(await ReadAsync(warehouse, ClosedXmlRows))),
            ]);
            Console.Error.WriteLine(string.Join("  ", seconds[^1].Select(s => $"{s:N1} s")));
        }

        var medians = Enumerable.Range(0, 5).Select(i => seconds.Select(s => s[i]).Order().ElementAt(rounds / 2)).ToList();
        var (ours, closed) = (FullSheet / medians[0], ClosedXmlRows / medians[4]);
        output.WriteLine($"| what | processor seconds | rows a second of them | MB |");
        output.WriteLine($"|---|--:|--:|--:|");
        output.WriteLine($"| ours: {FullSheet:N0} rows × {DataColumns.All.Count} columns, from the database to xlsx | {medians[0]:N1} | {ours:N0} | {fastest / 1e6:N0} |");
        output.WriteLine($"| reading the same rows | {medians[1]:N1} | {FullSheet / medians[1]:N0} | |");
        output.WriteLine($"| deflating the same XML ({xml.Sum(c => (long)c.Length) / 1e6:N0} MB), Fastest | {medians[2]:N1} | {FullSheet / medians[2]:N0} | {fastest / 1e6:N0} |");
        output.WriteLine($"| the same, Optimal | {medians[3]:N1} | {FullSheet / medians[3]:N0} | {optimal / 1e6:N0} |");
        output.WriteLine($"| ClosedXML, {ClosedXmlRows:N0} rows of the same sheet | {medians[4]:N1} | {closed:N0} | |");
        output.WriteLine();
        output.WriteLine($"Ours takes {medians[0] / (medians[1] + medians[2]):N2} times reading and deflating, and gives {ours / closed:N0} times the rows a second of ClosedXML.");
    }

    // Processor time, because other programs may be busy on the machine.
    private static async Task<double> TimeAsync(Func<Task> way)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        await way();
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalSeconds;
    }

    private static Task<double> TimeAsync(Action way) => TimeAsync(() =>
    {
        way();
        return Task.CompletedTask;
    });

    private static async Task WriteAsync(BenchedWarehouse warehouse, Stream target)
    {
        await using var rows = await warehouse.OpenDataAsync();
        var document = Document(FirstAsync(rows, FullSheet));
        await LargeWorkbook.WriteAsync(ExcelRenderer.Build(document, CancellationToken.None), document.Data!, null, target, CancellationToken.None);
    }

    private static ReportDocument Document(IAsyncEnumerable<object?[]> rows)
    {
        var years = new Axis("year", "Year", []);
        var nothing = new MatrixSection("pivot", string.Empty, null, years, years, "allocated_engagements", string.Empty, ValueFormat.Fraction, [], [], [], null);
        return new ReportDocument("rows", "Rows", string.Empty, "en", [], [], new Provenance(1, null, string.Empty, string.Empty))
        {
            FileName = "rows",
            Data = new ReportData(FullSheet, rows, nothing),
        };
    }

    private static async Task<List<object?[]>> ReadAsync(BenchedWarehouse warehouse, int count)
    {
        await using var rows = await warehouse.OpenDataAsync();
        var kept = new List<object?[]>();
        await foreach (var row in FirstAsync(rows, count))
        {
            if (count == ClosedXmlRows)
            {
                kept.Add(row);
            }
        }

        return kept;
    }

    private static async IAsyncEnumerable<object?[]> FirstAsync(DataRows rows, int count)
    {
        var read = 0;
        await foreach (var row in rows.ReadAsync())
        {
            yield return row;
            if (++read == count)
            {
                yield break;
            }
        }
    }

    // In blocks, because one array is too small.
    private static async Task<List<byte[]>> SheetXmlAsync(BenchedWarehouse warehouse)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using (var file = File.Create(path))
            {
                await WriteAsync(warehouse, file);
            }

            using var zip = ZipFile.OpenRead(path);
            await using var sheet = zip.GetEntry("xl/worksheets/sheet2.xml")!.Open();
            var blocks = new List<byte[]>();
            var block = new byte[64 * 1024];
            for (int read; (read = await sheet.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false)) > 0;)
            {
                blocks.Add(block[..read]);
            }

            return blocks;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static long Deflate(List<byte[]> blocks, CompressionLevel level)
    {
        using var target = Temporary();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("sheet.xml", level).Open();
            foreach (var block in blocks)
            {
                entry.Write(block);
            }
        }

        return target.Length;
    }

    private static FileStream Temporary() =>
        new(Path.GetTempFileName(), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    private static void WriteWithClosedXml(List<object?[]> rows)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Data");
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
            {
                var cell = sheet.Cell(i + 2, j + 1);
                switch (rows[i][j])
                {
                    case null:
                        break;
                    case PartialDate { Exact: { } day }:
                        cell.SetValue(day.ToDateTime(TimeOnly.MinValue));
                        cell.Style.NumberFormat.Format = DataColumns.All[j].Format;
                        break;
                    case long or double or decimal:
                        cell.SetValue(Convert.ToDouble(rows[i][j], System.Globalization.CultureInfo.InvariantCulture));
                        cell.Style.NumberFormat.Format = DataColumns.All[j].Format;
                        break;
                    case var other:
                        cell.SetValue<string>(other.ToString() ?? string.Empty);
                        break;
                }
            }
        }

        using var content = new MemoryStream();
        workbook.SaveAs(content);
    }
}
