using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Data;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A workbook with the rows behind its figures, however many: the formatted sheets are made as ever and copied into a zip
/// archive that goes straight to the target; the rows of the sheets <c>Data</c>, <c>Data (2)</c> … follow as they are
/// read, in constant memory. The same document and rows give the same bytes.
/// </summary>
public static class LargeWorkbook
{
    private const CompressionLevel Level = CompressionLevel.Fastest;

    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="workbook">As <see cref="ExcelRenderer"/> makes it.</param>
    /// <param name="target">Is only written to asynchronously, and forward.</param>
    public static Task WriteAsync(ReadOnlyMemory<byte> workbook, DataFile data, Stream target, CancellationToken cancellationToken) =>
        WriteAsync(workbook, data, target, LargeSheet.MostRows, cancellationToken);

    internal static async Task WriteAsync(ReadOnlyMemory<byte> workbook, DataFile data, Stream target, int mostRows, CancellationToken cancellationToken)
    {
        using var source = new ZipArchive(Stream(workbook), ZipArchiveMode.Read);
        var package = new LargePackage(source);
        var sheets = Sheets(package, data.Count, mostRows);
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

            using var xml = new RowXml(package.Styles);
            var written = 0L;
            foreach (var sheet in sheets)
            {
                await using var part = Entry(zip, sheet.Path, Level);
                written = await WriteAsync(sheet, rows, xml, data, written, part, cancellationToken);
            }

            await rows.EndAsync();
        }

        await forward.SendAsync(cancellationToken);
    }

    private static List<LargeSheet> Sheets(LargePackage package, long count, int mostRows)
    {
        var sheets = new List<LargeSheet>();
        for (var left = count; left > 0 || sheets.Count == 0; left -= mostRows)
        {
            sheets.Add(package.Add((int)Math.Min(left, mostRows)));
        }

        return sheets;
    }

    private static async Task<long> WriteAsync(
        LargeSheet sheet, CountedRows rows, RowXml xml, DataFile data, long written, Stream part, CancellationToken cancellationToken)
    {
        xml.Write(sheet.Head());
        xml.Header([.. DataColumns.All.Select(c => c.Caption)]);
        for (var row = 0; row < sheet.Rows; row++)
        {
            xml.Row(row + 2, await rows.NextAsync());
            if (xml.IsFull)
            {
                await xml.SendAsync(part, cancellationToken);
            }

            if (++written % DataFile.Step == 0)
            {
                data.Progress?.Report(written);
            }
        }

        if (sheet.Rows == 0)
        {
            xml.Row(2, [Captions.NothingFound]);
        }

        xml.Write(LargeSheet.Foot(Footer(data)));
        await xml.SendAsync(part, cancellationToken);
        return written;
    }

    private static string Footer(DataFile data) => SecurityElement.Escape(
        $"&L{SheetPrint.FooterText(data.Title)}&C{SheetPrint.FooterText(Captions.Version(new Provenance(data.Version.Version, data.Version.AsOf, string.Empty, string.Empty)))}&RPage &P of &N")!;

    private static Stream Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = EntryTime;
        return entry.Open();
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false);
}
