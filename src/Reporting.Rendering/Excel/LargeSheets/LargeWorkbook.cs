using System.IO.Compression;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A workbook with any number of data rows. The finished parts are copied into a zip archive that is written straight to the target. The rows of the
/// sheets <c>Data</c>, <c>Data (2)</c> and so on follow as they are read, in constant memory. The same document and rows give the same bytes.
/// </summary>
public static class LargeWorkbook
{
    // Optimal takes four times as long and saves two fifths of the bytes: docs/performance-exports.md.
    private const CompressionLevel Level = CompressionLevel.Fastest;

    private const int Step = 1_000;

    // The garbage of so many rows is about 16 MB. Without a collection of its own it grows to three times as much before the collector begins.
    private const int CollectedRows = 16_000;

    /// <param name="workbook">Built from the document with the data.</param>
    /// <param name="progress">Receives the number of written rows.</param>
    /// <param name="target">Written asynchronously and forward only.</param>
    public static Task WriteAsync(BuiltWorkbook workbook, ReportData data, IProgress<long>? progress, Stream target, CancellationToken cancellationToken) =>
        WriteAsync(workbook, data, progress, target, DataSheet.MaxRows, cancellationToken);

    internal static async Task WriteAsync(
        BuiltWorkbook workbook, ReportData data, IProgress<long>? progress, Stream target, int maxRows, CancellationToken cancellationToken)
    {
        var place = workbook.Data ?? throw new ArgumentException("The workbook was built without a place for rows.", nameof(workbook));
        using var source = new ZipArchive(new MemoryStream(workbook.Package, writable: false), ZipArchiveMode.Read);
        var package = new LargePackage(source, place.Entry, data.Count, maxRows);
        await using var enumerator = data.Rows.GetAsyncEnumerator(cancellationToken);
        var rows = new CountedRows(enumerator);

        // Reads before the first byte is written, because a failure can still be reported then.
        await rows.BeginAsync();
        await using var forward = new ForwardStream(target);
        using (var zip = new ZipArchive(forward, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in package.Parts())
            {
                await using var part = Entry(zip, name, CompressionLevel.Optimal);
                await part.WriteAsync(content, cancellationToken);
            }

            using var xml = new RowXml(place);
            var written = 0L;
            foreach (var sheet in package.Sheets)
            {
                await using var part = Entry(zip, sheet.Entry, Level);
                xml.Write(place.Prefix);
                for (var row = 0; row < sheet.Rows; row++)
                {
                    xml.Row(place.FirstRow + row, await rows.NextAsync());
                    if (xml.IsFull)
                    {
                        await xml.SendAsync(part, cancellationToken);
                    }

                    if (++written % Step == 0)
                    {
                        progress?.Report(written);
                    }

                    if (written % CollectedRows == 0)
                    {
                        GC.Collect(0);
                    }
                }

                xml.Write(place.Suffix);
                await xml.SendAsync(part, cancellationToken);
            }

            await rows.EndAsync();
        }

        await forward.SendAsync(cancellationToken);
    }

    private static Stream Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = StablePackage.EntryTime;
        return entry.Open();
    }
}

/// <summary>A sheet of the package whose rows are streamed.</summary>
internal sealed record LargeSheet(string Entry, int Rows);
