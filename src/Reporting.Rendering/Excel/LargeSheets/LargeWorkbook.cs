using System.IO.Compression;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A workbook with the rows behind its figures, however many: what was built without them is copied into a zip archive
/// that goes straight to the target; the rows of the sheets <c>Data</c>, <c>Data (2)</c> … follow as they are read, in
/// constant memory. The same document and rows give the same bytes.
/// </summary>
public static class LargeWorkbook
{
    // Optimal takes four times as long to deflate, for two fifths fewer bytes: docs/performance-exports.md.
    private const CompressionLevel Level = CompressionLevel.Fastest;

    private const int Step = 1_000;

    /// <param name="workbook">Built of the document that has the data.</param>
    /// <param name="progress">Told of how many rows are written.</param>
    /// <param name="target">Is only written to asynchronously, and forward.</param>
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

        // Before the first byte is written: a failure up to here is still one that can be told.
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

/// <summary>A sheet of the package whose rows are written when its turn comes.</summary>
internal sealed record LargeSheet(string Entry, int Rows);
